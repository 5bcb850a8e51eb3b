// W3C logs whose header has got lost, as it is when files are put together or shipped line by line.

/// A W3C log of one of a few lists of columns. They differ in how many there are, so a line's separators
/// tell which of them to try first; of those with as many the first that fits counts.
struct W3CWithoutHeader: LineParser {
  private var layouts: [W3CLog]
  /// The one that fitted last; lines of one log nearly always share one.
  private var last = 0

  init(_ fields: [String]) { layouts = fields.map { W3CLog(fields: $0, isStrict: true) } }

  mutating func parse(
    _ line: Range<Int>, of bytes: RawSpan, into request: inout Request, context: inout LineContext
  ) -> LineOutcome {
    // What is wrong with a line is told by the first list.
    var complaint = layouts[last].parse(line, of: bytes, into: &request, context: &context)
    guard case .malformed = complaint else { return complaint }
    let (known, count) = (last, W3CLog.columnCount(line, bytes))
    for isLikely in [true, false] {
      for place in layouts.indices
      where place != known && (layouts[place].columnCount == count) == isLikely {
        request = Request()
        let outcome = layouts[place].parse(line, of: bytes, into: &request, context: &context)
        guard case .malformed = outcome else {
          last = place
          return outcome
        }
        if place == 0 { complaint = outcome }
      }
    }
    return complaint
  }
}

extension FormatCatalog {
  /// CloudFront's standard log: its first 19 columns, those of 2014 and those of 2019.
  static let cloudFront = LogFormat(
    "aws-cloudfront", "CloudFront standard logs without their header",
    samples: [
      FormatSample(
        "2026-03-02\t15:04:05\tIAD53\t2248\t192.0.2.9\tGET\td1.cloudfront.net\t/a.html\t200\t-\tcurl/8\t-\t-\tMiss\tid==\twww.example.com\thttps\t88\t0.036\t-\tTLSv1.2\tECDHE\tHit",
        ["client": "192.0.2.9", "target": "/a.html", "status": "200", "host": "www.example.com"])
    ]
  ) {
    let first =
      "date time x-edge-location sc-bytes c-ip cs-method cs(host) cs-uri-stem sc-status cs(referer) cs(user-agent) cs-uri-query cs(cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken"
    let then = " x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type"
    let later =
      " cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end"
    return W3CWithoutHeader([
      first + then + later, first + then + " cs-protocol-version", first + then, first,
    ])
  }

  /// IIS's default columns, with and without the referer (IIS 8 and 7), and IIS 6's.
  static let iis = LogFormat(
    "iis", "IIS logs with default columns, without their header",
    samples: [
      FormatSample(
        "2026-03-02 15:04:05 10.0.0.1 GET /a b=c 443 ann 192.0.2.9 Mozilla/5.0+(x;+y) - 404 0 2 1250",
        [
          "client": "192.0.2.9", "target": "/a?b=c", "user": "ann", "status": "404",
          "duration": "1.25", "userAgent": "Mozilla/5.0 (x; y)",
        ]),
      FormatSample(
        "2026-03-02 15:04:05 W3SVC1 WEB1 10.0.0.1 GET /a - 80 - 192.0.2.9 HTTP/1.1 curl/8 - - example.com 200 0 0 512 88 15",
        ["client": "192.0.2.9", "host": "example.com", "bytes": "512", "duration": "0.015"]),
    ]
  ) {
    let request = "s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip"
    let result = "sc-status sc-substatus sc-win32-status"
    return W3CWithoutHeader(
      [
        "date time \(request) cs(user-agent) cs(referer) \(result) time-taken",
        "date time \(request) cs(user-agent) \(result) time-taken",
        "date time \(request) cs(user-agent) \(result)",
        "date time s-sitename \(request) cs(user-agent) \(result)",
        "date time \(request) cs(user-agent) cs(referer) \(result) sc-bytes cs-bytes time-taken",
        "date time \(request) cs(user-agent) cs(referer) cs-host \(result) time-taken",
        "date time s-sitename s-computername \(request) cs-version cs(user-agent) cs(cookie) cs(referer) cs-host \(result) sc-bytes cs-bytes time-taken",
      ])
  }
}
