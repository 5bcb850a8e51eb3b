import AccessLog
import Alerting
import Detection

/// What the terminal and the HTML report say about the traffic in the same words.
enum TrafficPhrases {
  /// "5,000 = 4,990 requests + 5 skipped + 5 malformed + 0 late".
  static func accounting(_ account: Accounting) -> String {
    "\(Figures.grouped(account.lines)) = \(Figures.count(account.requests, "request"))"
      + " + \(Figures.grouped(account.skipped)) skipped"
      + " + \(Figures.grouped(account.malformed)) malformed"
      + " + \(Figures.grouped(account.late)) late"
  }

  /// "2026-03-02 00:00:00 to 2026-03-08 23:59:59 UTC (7 d)".
  static func time(_ span: TimeSpan) -> String {
    let seconds = span.end.seconds &- span.start.seconds
    return UTCTime.readable(span) + " UTC (" + Figures.duration(seconds: seconds) + ")"
  }

  /// "8.3 requests/s; the busiest minute 1,203"; nothing where the log has no times.
  static func rate(_ report: RunReport) -> String? {
    guard let span = report.span, !span.start.isAbsent, !span.end.isAbsent else { return nil }
    let seconds = Double(max(1, span.end.seconds &- span.start.seconds))
    let requests = Double(report.accounting.requests + report.accounting.late)
    let average = Figures.rate(requests / seconds) + " requests/s"
    guard let volume = report.traffic.volume, volume.requests.count > 1,
      let top = volume.requests.max(), let place = volume.requests.firstIndex(of: top)
    else { return average }
    let begin = Timestamp(seconds: volume.start.seconds &+ Int64(place) &* volume.step)
    return average + "; most in \(Figures.duration(seconds: volume.step)): "
      + "\(Figures.grouped(top)) from \(UTCTime.readable(begin))"
  }

  /// "2xx 93.1 %, 3xx 2 %, 4xx 4.8 %"; classes that do not occur are left out.
  static func statuses(_ traffic: TrafficOverview) -> String? {
    let counts = traffic.statusClasses
    let total = counts.reduce(0, &+)
    guard total > 0 else { return nil }
    return ([1, 2, 3, 4, 5, 0] as [Int]).compactMap { index in
      guard index < counts.count, counts[index] > 0 else { return nil }
      return (index == 0 ? "none " : "\(index)xx ") + Figures.percent(counts[index], of: total)
    }.joined(separator: ", ")
  }

  /// "access.log: nginx combined (99 %), 1,203 lines, 210 kB"; a long name is cut at its beginning
  /// where a width is given.
  static func input(_ input: InputReport, width: Int = .max) -> String {
    let figures = ": " + inputFigures(input)
    let name = input.name == "-" ? "standard input" : PrintableText.make(input.name)
    let room = max(20, width - DisplayWidth.of(figures))
    return DisplayWidth.fitEnd(name, room) + figures
  }

  private static func inputFigures(_ input: InputReport) -> String {
    guard let format = input.format else {
      return input.lines == 0 ? "not read" : "format not recognised"
    }
    let sure = input.formatConfidence.map { " (\(Figures.confidence($0)))" } ?? ""
    let bad = input.malformed > 0 ? ", \(Figures.grouped(input.malformed)) malformed" : ""
    return format + sure + ", " + Figures.count(input.lines, "line") + bad + ", "
      + Figures.bytes(input.bytes)
  }

  /// "5,000,000 lines (980 MB) in 1.2 s: 4.2 M lines/s".
  static func speed(_ report: RunReport) -> String? {
    guard let elapsed = report.elapsed, elapsed > 0, report.accounting.lines > 0 else { return nil }
    let lines = Figures.rate(Double(report.accounting.lines) / elapsed)
    return "\(Figures.bytes(report.bytes)) in \(Figures.value(elapsed)) s: \(lines) lines/s"
  }
}
