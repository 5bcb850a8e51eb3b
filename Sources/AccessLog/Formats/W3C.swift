/// W3C extended logs (IIS, CloudFront, and others): `#Fields` says what the columns are, and may
/// say something else later in the file.
///
/// Times are UTC, values have no spaces (IIS writes `+` for them) unless they stand in quotes, and
/// CloudFront separates with tabs. Date and time may be columns of their own, or the date stands in
/// `#Date` only.
public struct W3CLog: LineParser {
  private var columns: [FieldKind]
  private var date: Int64?
  /// True where the header says that date and time are local (`time-local`), not UTC.
  private var isLocal = false
  /// True where no header has said what the columns are, so that every one of them must fit.
  private var isStrict = false

  /// A log that begins with its header.
  public init() { columns = [] }

  /// A log whose columns are known, as header lines get lost.
  init(fields: String, isStrict: Bool = false) {
    self.isStrict = isStrict
    columns = W3CColumn.kinds(fields.split(separator: " ").map(String.init))
  }

  /// How many columns it has.
  var columnCount: Int { columns.count }

  /// How many columns a line has by its separators, where none of them stands in quotes.
  static func columnCount(_ line: Range<Int>, _ bytes: RawSpan) -> Int {
    var tabs = 0
    var words = 0
    var isInWord = false
    for i in line {
      let byte = bytes.byte(i)
      tabs &+= byte == 0x09 ? 1 : 0
      let isSpace = byte == 0x20
      words &+= !isSpace && !isInWord ? 1 : 0
      isInWord = !isSpace
    }
    guard tabs > 0 else { return words }
    return bytes.byte(line.upperBound &- 1) == 0x09 ? tabs : tabs &+ 1
  }

  /// Reads one line; see `LineParser`.
  public mutating func parse(
    _ line: Range<Int>, of bytes: RawSpan, into request: inout Request, context: inout LineContext
  ) -> LineOutcome {
    if bytes.byte(line.lowerBound) == UInt8(ascii: "#") {
      header(line, bytes)
      return .skipped
    }
    guard !columns.isEmpty else {
      return .malformed(at: line.lowerBound, expected: "a '#Fields:' line before the first request")
    }
    context.pending = PendingFields()
    context.pending.midnight = date
    context.pending.isUTC = !isLocal
    let isTabbed =
      bytes.firstIndex(of: 0x09, from: line.lowerBound, to: line.upperBound) < line.upperBound
    var i = line.lowerBound
    var read = 0
    for kind in columns {
      guard let value = W3CLog.value(from: &i, to: line.upperBound, isTabbed, bytes) else { break }
      read += 1
      let isSet = set(kind, value, bytes, &request, &context)
      guard isSet || !(isStrict || W3CLog.isVital(kind)) else {
        return .malformed(at: value.lowerBound, expected: kind.expectation)
      }
    }
    guard isStrict ? read == columns.count && i >= line.upperBound : read * 2 > columns.count else {
      return .malformed(at: line.upperBound, expected: "\(columns.count) columns, as #Fields says")
    }
    context.finish(&request, of: bytes)
    guard request.status >= 0 || !request.target.isEmpty || !request.clientText.isEmpty else {
      return .malformed(at: line.lowerBound, expected: "a client, a target or a status")
    }
    return .request
  }

  /// Where such a column does not fit, the line is not what #Fields says.
  private static func isVital(_ kind: FieldKind) -> Bool {
    switch kind {
    case .date, .timeOfDay, .time, .client: true
    default: false
    }
  }

  private func set(
    _ kind: FieldKind, _ value: Range<Int>, _ bytes: RawSpan, _ request: inout Request,
    _ context: inout LineContext
  ) -> Bool {
    // Of two columns for one field the first one that has a value counts.
    switch kind {
    case .client where !request.clientText.isEmpty: return true
    case .host where !request.host.isEmpty: return true
    case .userAgent:
      request.userAgent = W3CLog.plusesUndone(value, bytes, &context)
      return true
    default:
      return FieldWriter.set(
        kind, value, of: bytes, at: FieldWriter.Place(), into: &request, context: &context)
    }
  }

  /// Reads `#Fields:` and `#Date:`.
  private mutating func header(_ line: Range<Int>, _ bytes: RawSpan) {
    if bytes.starts(with: "#Fields:", at: line.lowerBound, to: line.upperBound) {
      var words = Words(line.lowerBound + 8..<line.upperBound, bytes)
      var names: [String] = []
      while let word = words.next(bytes) {
        // Headers come separated by tabs as well.
        var start = word.lowerBound
        while start < word.upperBound {
          let tab = bytes.firstIndex(of: 0x09, from: start, to: word.upperBound)
          if tab > start, names.count < 256 { names.append(bytes.lowercased(start..<tab)) }
          start = tab + 1
        }
      }
      columns = W3CColumn.kinds(names)
      isLocal = names.contains("time-local") && !names.contains("time")
    } else if bytes.starts(with: "#Date:", at: line.lowerBound, to: line.upperBound) {
      let start = bytes.skipSpaces(from: line.lowerBound + 6, to: line.upperBound)
      if let found = bytes.isoTime(from: start, to: line.upperBound) {
        date = found.time.microseconds - W3CLog.remainder(found.time.microseconds)
      }
    }
  }

  private static func remainder(_ time: Int64) -> Int64 {
    let rest = time % CivilDate.day
    return rest < 0 ? rest + CivilDate.day : rest
  }

  /// The next value: up to a space or tab, or in quotes (a quote in it is written twice).
  private static func value(
    from i: inout Int, to end: Int, _ isTabbed: Bool, _ bytes: RawSpan
  ) -> Range<Int>? {
    let separator: UInt8 = isTabbed ? 0x09 : 0x20
    if !isTabbed { i = bytes.skipSpaces(from: i, to: end) }
    guard i < end else { return nil }
    let start = i
    if bytes.byte(i) == UInt8(ascii: "\"") {
      var close = i + 1
      while close < end {
        close = bytes.firstIndex(of: UInt8(ascii: "\""), from: close, to: end)
        guard bytes.byte(close + 1) == UInt8(ascii: "\""), close + 1 < end else { break }
        close += 2
      }
      i = min(close + 2, end)
      return start + 1..<max(min(close, end), start + 1)
    }
    let stop = bytes.firstIndex(of: separator, from: i, to: end)
    i = stop + 1
    return start..<stop
  }

  /// A user agent with the spaces back that IIS wrote as `+`.
  private static func plusesUndone(
    _ range: Range<Int>, _ bytes: RawSpan, _ context: inout LineContext
  ) -> ByteRange {
    if range.isEmpty || bytes.isDash(range) { return .absent }
    let end = range.upperBound
    guard bytes.firstIndex(of: 0x2b, from: range.lowerBound, to: end) < end,
      bytes.firstIndex(of: 0x20, from: range.lowerBound, to: end) == end
    else { return ByteRange(range) }
    let start = context.decoded.count
    for i in range { context.decoded.append(bytes.byte(i) == 0x2b ? 0x20 : bytes.byte(i)) }
    return context.decodedRange(from: start)
  }
}

extension FormatCatalog {
  /// W3C extended logs with their header.
  static let w3c = LogFormat(
    "w3c", "W3C extended logs: IIS, CloudFront and others, by their #Fields line",
    samples: [
      FormatSample(
        "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken\n2026-03-02 15:04:05 10.0.0.1 GET /a b=c 443 ann 192.0.2.9 Mozilla/5.0+(x;+y) - 404 0 2 1250",
        [
          "client": "192.0.2.9", "time": "2026-03-02T15:04:05.000Z", "method": "GET",
          "target": "/a?b=c", "user": "ann", "status": "404", "duration": "1.25",
          "userAgent": "Mozilla/5.0 (x; y)",
        ]),
      FormatSample(
        "#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken\n2026-03-02\t15:04:05\tIAD53\t2248\t192.0.2.9\tGET\td1.cloudfront.net\t/a.html\t000\t-\tcurl/8\tx=1\t-\tError\tid==\twww.example.com\thttps\t88\t0.036",
        [
          "client": "192.0.2.9", "bytes": "2248", "target": "/a.html?x=1", "status": "0",
          "host": "www.example.com", "duration": "0.036",
        ]),
    ]
  ) { W3CLog() }
}
