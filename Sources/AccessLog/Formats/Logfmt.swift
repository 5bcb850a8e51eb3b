/// logfmt: `key=value key="value with \" in it" flag`, with the keys that JSON loggers use, and
/// Heroku's router's (`fwd`, `service`).
public struct LogfmtLog: LineParser {
  private let keys: JSONKeys
  private var fields = MemberFields()

  /// A parser for logfmt lines.
  public init() { keys = JSONSchema.logfmt.keys }

  /// Reads one line; see `LineParser`.
  public mutating func parse(
    _ line: Range<Int>, of bytes: RawSpan, into request: inout Request, context: inout LineContext
  ) -> LineOutcome {
    fields.reset()
    context.pending = PendingFields()
    var i = line.lowerBound
    let end = line.upperBound
    var pairs = 0
    while i < end {
      i = bytes.skipSpaces(from: i, to: end)
      let keyEnd = LogfmtLog.keyEnd(bytes, from: i, to: end)
      guard keyEnd < end, bytes.byte(keyEnd) == UInt8(ascii: "="), keyEnd > i else {
        if keyEnd == i { return .malformed(at: i, expected: "a key, then '='") }
        i = keyEnd
        continue
      }
      let value = LogfmtLog.value(bytes, from: keyEnd + 1, to: end)
      pairs += 1
      if let node = keys.child(of: JSONKeys.root, key: i..<keyEnd, bytes),
        let member = keys.member(node)
      {
        fields.set(member, value.text, value.escaped, bytes, &request, &context)
      }
      i = value.end
    }
    guard pairs >= 3 else { return .malformed(at: line.lowerBound, expected: "key=value pairs") }
    context.finish(&request, of: bytes)
    let hasRequest = !request.target.isEmpty || !request.method.isEmpty
    return hasRequest && fields.isFilled(FieldKind.status.slot) ? .request : .skipped
  }

  private static func keyEnd(_ bytes: RawSpan, from start: Int, to end: Int) -> Int {
    var i = start
    while i < end {
      let byte = bytes.byte(i)
      if byte <= 0x20 || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "\"") { break }
      i += 1
    }
    return i
  }

  private static func value(
    _ bytes: RawSpan, from start: Int, to end: Int
  ) -> (text: Range<Int>, escaped: Bool, end: Int) {
    guard bytes.byte(start) == UInt8(ascii: "\""), start < end else {
      let stop = bytes.firstIndex(of: 0x20, from: start, to: end)
      return (start..<stop, false, stop)
    }
    guard let close = JSONScanner.stringEnd(bytes, from: start + 1, to: end) else {
      return (start + 1..<end, false, end)
    }
    return (start + 1..<close.quote, close.escaped, close.quote + 1)
  }
}

extension JSONSchema {
  /// The keys of JSON loggers, and those of Heroku's router.
  static let logfmt = JSONSchema(
    "logfmt",
    JSONSchema.anyMembers + [
      ("fwd", .client(hasPort: false)), ("service", .duration(.milliseconds)),
    ])
}

extension FormatCatalog {
  /// Lines of `key=value`.
  static let logfmt = LogFormat(
    "logfmt", "key=value lines: logrus, Heroku's router and others",
    samples: [
      FormatSample(
        "time=2026-03-02T15:04:05Z level=info msg=\"handled\" method=GET path=\"/a?x=\\\"1\\\"\" status=200 duration=12.5ms remote_addr=192.0.2.1:5050 user_agent=\"curl 8\"",
        [
          "client": "192.0.2.1", "time": "2026-03-02T15:04:05.000Z", "method": "GET",
          "target": "/a?x=\"1\"", "status": "200", "duration": "0.0125", "userAgent": "curl 8",
        ]),
      FormatSample(
        "at=info method=POST path=\"/v1\" host=api.example.com request_id=8 fwd=\"192.0.2.7\" dyno=web.1 connect=1ms service=18ms status=201 bytes=13 protocol=https",
        [
          "client": "192.0.2.7", "host": "api.example.com", "duration": "0.018", "bytes": "13",
          "status": "201",
        ]),
    ]
  ) { LogfmtLog() }
}
