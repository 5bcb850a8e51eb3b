/// The last resort for text logs of no format known: a line with a request line in quotes and a
/// status near it is a request; the client is the first address in it, the time the first time.
///
/// It never stands against a format that fits; `tocsin formats FILE` says when it was used, so that
/// the user can give the format's text instead.
public struct GuessedLog: LineParser {
  /// A parser that guesses.
  public init() {}

  /// Reads one line; see `LineParser`.
  public mutating func parse(
    _ line: Range<Int>, of bytes: RawSpan, into request: inout Request, context: inout LineContext
  ) -> LineOutcome {
    guard let quoted = GuessedLog.requestLine(line, bytes) else {
      return .malformed(at: line.lowerBound, expected: "a request line in double quotes")
    }
    guard let status = GuessedLog.status(around: quoted, in: line, bytes) else {
      return .malformed(at: quoted.upperBound + 1, expected: "a status of three digits")
    }
    let place = FieldWriter.Place(shift: 0, isEscaped: true)
    RequestLine.split(quoted, of: bytes, at: place, into: &request, context: &context)
    guard !request.method.isEmpty else {
      return .malformed(at: quoted.lowerBound, expected: "a request line")
    }
    request.status = StatusField.read(status.range, bytes) ?? -1
    if let bytesSent = status.following { request.bytes = SizeField.read(bytesSent, bytes) ?? -1 }
    readWords(line, quoted, bytes, &request, &context)
    let behind = min(quoted.upperBound + 1, line.upperBound)..<line.upperBound
    readTexts(behind, bytes, &request, &context)
    guard !request.client.isAbsent || !request.time.isAbsent else {
      return .malformed(at: line.lowerBound, expected: "a client address or a time")
    }
    return .request
  }

  /// The first text in quotes that ends in a protocol: ` HTTP/1.1"`.
  private static func requestLine(_ line: Range<Int>, _ bytes: RawSpan) -> Range<Int>? {
    var i = line.lowerBound
    while i < line.upperBound {
      i = bytes.firstIndex(of: UInt8(ascii: "\""), from: i, to: line.upperBound)
      guard i < line.upperBound else { return nil }
      let close = Quoted.end(bytes, from: i + 1, to: line.upperBound).quote
      let space = bytes.lastIndex(of: 0x20, from: i + 1, to: close)
      if let space, bytes.starts(with: "HTTP/", at: space + 1, to: close) { return i + 1..<close }
      i = close + 1
    }
    return nil
  }

  /// The status: one of the three words behind the request, or of the three before it.
  private static func status(
    around request: Range<Int>, in line: Range<Int>, _ bytes: RawSpan
  ) -> (range: Range<Int>, following: Range<Int>?)? {
    var words = Words(min(request.upperBound + 1, line.upperBound)..<line.upperBound, bytes)
    for _ in 0..<3 {
      guard let word = words.next(bytes) else { break }
      guard isStatus(word, bytes) else { continue }
      let next = words.next(bytes).flatMap { bytes.allDigits($0) ? $0 : nil }
      return (word, next)
    }
    var before = Words(line.lowerBound..<max(request.lowerBound - 1, line.lowerBound), bytes)
    var found: Range<Int>?
    var left = before.count(bytes)
    while let word = before.next(bytes) {
      if left <= 3, isStatus(word, bytes) { found = word }
      left -= 1
    }
    return found.map { ($0, nil) }
  }

  private static func isStatus(_ word: Range<Int>, _ bytes: RawSpan) -> Bool {
    word.count == 3 && bytes.allDigits(word)
      && (UInt8(ascii: "1")...UInt8(ascii: "5")).contains(bytes.byte(word.lowerBound))
  }

  /// Takes the first address and the first time from the words before and behind the request.
  private func readWords(
    _ line: Range<Int>, _ quoted: Range<Int>, _ bytes: RawSpan, _ request: inout Request,
    _ context: inout LineContext
  ) {
    var words = Words(line, bytes)
    while request.client.isAbsent || request.time.isAbsent, let word = words.next(bytes) {
      if quoted.overlaps(word) { continue }
      var bare = word
      while !bare.isEmpty, GuessedLog.isMark(bytes.byte(bare.lowerBound)) {
        bare = bare.lowerBound + 1..<bare.upperBound
      }
      while !bare.isEmpty, GuessedLog.isMark(bytes.byte(bare.upperBound - 1)) {
        bare = bare.lowerBound..<bare.upperBound - 1
      }
      if request.client.isAbsent, let address = ClientField.split(bare, of: bytes).address {
        request.client = address
        request.clientText = ByteRange(ClientField.split(bare, of: bytes).text)
      } else if request.time.isAbsent,
        let found = TimeText.read(
          bare.lowerBound..<line.upperBound, of: bytes, context: &context)
      {
        request.time = found.time
      }
    }
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "(")
      || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: ",")
  }

  /// Of the texts in quotes behind the request a URL is the referer, the next one the user agent.
  private func readTexts(
    _ range: Range<Int>, _ bytes: RawSpan, _ request: inout Request, _ context: inout LineContext
  ) {
    var i = range.lowerBound
    while i < range.upperBound, request.userAgent.isEmpty {
      i = bytes.firstIndex(of: UInt8(ascii: "\""), from: i, to: range.upperBound)
      guard i < range.upperBound else { return }
      let close = Quoted.end(bytes, from: i + 1, to: range.upperBound)
      let text = i + 1..<close.quote
      i = close.quote + 1
      guard !text.isEmpty, !bytes.isDash(text), !ForwardedFor.isList(text, of: bytes) else {
        continue
      }
      let value = Quoted.text(text, escaped: close.escaped, of: bytes, context: &context)
      if request.referer.isEmpty,
        bytes.starts(with: "http", at: text.lowerBound, to: text.upperBound)
      {
        request.referer = value
      } else {
        request.userAgent = value
      }
    }
  }
}

extension FormatCatalog {
  /// What is tried when nothing else fits.
  static let guessed = LogFormat(
    "guessed", "any text with a request line in quotes and a status beside it",
    samples: [
      FormatSample(
        "2026-03-02 15:04:05.250 edge-7 [worker 3] (192.0.2.9) -> \"GET /a?b=c HTTP/1.1\" 404 512 took=3 \"https://example.com/\" \"curl 8\"",
        [
          "client": "192.0.2.9", "time": "2026-03-02T15:04:05.250Z", "target": "/a?b=c",
          "status": "404", "bytes": "512", "referer": "https://example.com/",
          "userAgent": "curl 8",
        ])
    ]
  ) { GuessedLog() }
}
