import Alerting

/// The report's style sheet: light and dark by the reader's system, and fit for paper.
enum HTMLStyle {
  /// The policy that lets the page load nothing and run nothing: only this style sheet, by its hash
  /// (Content Security Policy Level 3, §8.3).
  static let policy =
    "default-src 'none'; style-src 'sha256-\(Base64.encode(SHA256.hash(sheet.utf8)))'; "
    + "base-uri 'none'; form-action 'none'"

  static let sheet = """
    :root{color-scheme:light dark;--ground:#fff;--card:#f6f7f9;--line:#d9dde3;--text:#1b1f24;
    --dim:#5c6570;--bar:#7c9cc4;--error:#d0443c;--critical:#b3141c;--high:#c8501e;
    --medium:#946c00;--low:#2f6f8f;--good:#2a7a3b}
    @media (prefers-color-scheme:dark){:root{--ground:#14171b;--card:#1d2127;--line:#353b44;
    --text:#e4e7eb;--dim:#9aa4b0;--bar:#5f83b3;--error:#f0706a;--critical:#ff6b6b;--high:#ff9a5c;
    --medium:#e0b84a;--low:#6cb8dc;--good:#6cc283}}
    *{box-sizing:border-box}
    body{margin:0 auto;max-width:62rem;padding:1.5rem;background:var(--ground);color:var(--text);
    font:15px/1.5 system-ui,sans-serif}
    h1{font-size:1.7rem;line-height:1.25;margin:0 0 .3rem}
    h2{font-size:1.2rem;margin:2.2rem 0 .6rem}
    h3{font-size:1.05rem;margin:0}
    h4{font-size:.85rem;margin:1rem 0 .3rem;color:var(--dim)}
    p{margin:.3rem 0}
    .bad{color:var(--critical)}.good{color:var(--good)}.dim{color:var(--dim)}
    .critical{--ink:var(--critical)}.high{--ink:var(--high)}
    .medium{--ink:var(--medium)}.low{--ink:var(--low)}
    .badge{color:var(--ink);border:1px solid;border-radius:.3rem;padding:0 .4rem;font-size:.75rem;
    font-weight:700;text-transform:uppercase;white-space:nowrap}
    a{color:inherit}
    .scroll{overflow-x:auto}
    table{border-collapse:collapse;width:100%;font-size:.9rem}
    th{text-align:left;color:var(--dim);font-weight:600}
    th,td{padding:.25rem .6rem .25rem 0;border-bottom:1px solid var(--line);vertical-align:top;
    overflow-wrap:anywhere}
    th.n,td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
    td.k{white-space:nowrap}
    article{background:var(--card);border:1px solid var(--line);border-left:.35rem solid var(--ink);
    border-radius:.4rem;padding:.9rem 1.1rem;margin:.9rem 0}
    article .headline{font-size:1.05rem}
    dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.6rem 0}
    dt{color:var(--dim)}dd{margin:0;overflow-wrap:anywhere}
    .advice{border:1px solid var(--ink);border-radius:.3rem;padding:.4rem .7rem;margin-top:.8rem}
    pre{margin:.1rem 0 .5rem;padding:.4rem .6rem;background:var(--ground);
    border:1px solid var(--line);border-radius:.3rem;white-space:pre-wrap;overflow-wrap:anywhere;
    font:.82rem/1.45 ui-monospace,monospace}
    ol{margin:.2rem 0;padding-left:1.2rem}
    svg{display:block;width:100%;height:auto}
    svg text{font:11px system-ui,sans-serif;fill:var(--dim)}
    .bars{fill:var(--bar)}.errors{fill:var(--error)}.grid{stroke:var(--line)}
    .mark{fill:var(--ink)}.observed{fill:var(--ink)}.expected{fill:var(--bar)}
    .whisker{stroke:var(--text)}
    td.figure{min-width:10rem;width:34%}
    footer{margin-top:2.5rem;padding-top:.8rem;border-top:1px solid var(--line);font-size:.85rem;
    color:var(--dim)}
    @media print{body{max-width:none;padding:0;font-size:11px}article{break-inside:avoid}
    a{text-decoration:none}}
    """
}
