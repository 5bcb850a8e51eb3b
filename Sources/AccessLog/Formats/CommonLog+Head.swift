extension CommonLog {
  /// Reads what stands before the time: virtual host, client, ident, user. Returns the offset of
  /// the `[`, or nil.
  @inline(__always)
  func head(
    _ line: Range<Int>, of bytes: RawSpan, into request: inout Request, context: inout LineContext
  ) -> Int? {
    let end = line.upperBound
    // The usual head: "192.0.2.1 - user [", or an IPv6 address.
    if let client = client(from: line.lowerBound, to: end, bytes), client.end &+ 4 < end,
      bytes.byte(client.end) == 0x20, bytes.byte(client.end &+ 1) == UInt8(ascii: "-"),
      bytes.byte(client.end &+ 2) == 0x20
    {
      let user = client.end &+ 3
      let userEnd = bytes.firstIndex(of: 0x20, from: user, to: end)
      if bytes.byte(userEnd &+ 1) == UInt8(ascii: "["), userEnd &+ 1 < end, userEnd > user {
        request.client = client.address
        request.clientText = ByteRange(line.lowerBound..<client.end)
        request.user = Self.user(user..<userEnd, of: bytes, context: &context)
        return userEnd &+ 1
      }
    }
    return generalHead(line, of: bytes, into: &request, context: &context)
  }

  /// An address that a space follows.
  @inline(__always)
  private func client(
    from start: Int, to end: Int, _ bytes: RawSpan
  ) -> (address: Address, end: Int)? {
    if let v4 = bytes.addressV4(from: start, to: end) { return v4 }
    let space = bytes.firstIndex(of: 0x20, from: start, to: end)
    guard space < end, let v6 = bytes.addressV6(start..<space) else { return nil }
    return (v6, space)
  }

  /// Any other head: a virtual host first, a host name or several addresses as client, a user with
  /// spaces, no user at all.
  private func generalHead(
    _ line: Range<Int>, of bytes: RawSpan, into request: inout Request, context: inout LineContext
  ) -> Int? {
    guard let bracket = timeBracket(line, bytes) else { return nil }
    var words = Words(line.lowerBound..<bracket, bytes)
    guard var client = words.next(bytes), let second = words.next(bytes) else { return nil }
    var ident = second
    if let third = words.peek(bytes), isVirtualHost(client, second, third, words, bytes) {
      let host = ClientField.withoutPort(client, bytes)
      if !bytes.equals("_", host), !bytes.isDash(host) { request.host = ByteRange(host) }
      client = second
      ident = words.next(bytes) ?? third
    }
    while bytes.byte(client.upperBound - 1) == UInt8(ascii: ",") {
      // A list of X-Forwarded-For in the client's place: the last hop is the nearest one.
      client = ident
      guard let next = words.next(bytes) else { break }
      ident = next
    }
    // More words than client, ident and user are a user with spaces in it, or no such log at all.
    guard bytes.isDash(ident) || words.count(bytes) <= 1 || bytes.address(client) != nil else {
      return nil
    }
    guard FieldWriter.isClient(client, bytes) else { return nil }
    ClientField.read(client, of: bytes, into: &request)
    let user = bytes.trimmed(words.rest)
    if !user.isEmpty { request.user = Self.user(user, of: bytes, context: &context) }
    return bracket
  }

  /// The first ` [` that a time follows.
  private func timeBracket(_ line: Range<Int>, _ bytes: RawSpan) -> Int? {
    var i = line.lowerBound
    var first: Int?
    while i < line.upperBound {
      i = bytes.firstIndex(of: UInt8(ascii: "["), from: i, to: line.upperBound)
      guard i < line.upperBound, i > line.lowerBound else { i += 1; continue }
      if bytes.byte(i - 1) == 0x20 {
        var time = CommonTime()
        if time.read(bytes, from: i + 1, to: line.upperBound) != nil
          || bytes.isoTime(from: i + 1, to: line.upperBound) != nil
        {
          return i
        }
        first = first ?? i
      }
      i += 1
    }
    return first
  }

  /// Whether the first word is a virtual host: the second one is an address and the first is not,
  /// or there are four words, the third of them the `-` that stands for ident.
  private func isVirtualHost(
    _ first: Range<Int>, _ second: Range<Int>, _ third: Range<Int>, _ words: Words, _ bytes: RawSpan
  ) -> Bool {
    let (address, text) = ClientField.split(second, of: bytes)
    if address != nil, !bytes.isDash(second) {
      return bytes.address(first) == nil || text == second && bytes.isDash(third)
    }
    guard !bytes.isDash(second), bytes.isDash(third), bytes.address(first) == nil else {
      return false
    }
    return words.count(bytes) >= 2
  }

  /// A user name, with its escapes undone; `-` and `""` are absent.
  @inline(__always)
  static func user(
    _ range: Range<Int>, of bytes: RawSpan, context: inout LineContext
  ) -> ByteRange {
    if range.count == 1, bytes.byte(range.lowerBound) == UInt8(ascii: "-") { return .absent }
    if bytes.equals("\"\"", range) { return .absent }
    return Escapes.undo(range, of: bytes, context: &context)
  }

  /// Reads a line whose head is none of this family: nginx's containers write access and error log
  /// to one stream. Else says what is wrong.
  func other(
    _ line: Range<Int>, of bytes: RawSpan, into request: inout Request, context: inout LineContext
  ) -> LineOutcome {
    var errorLog = NginxErrorLog()
    request = Request()
    let outcome = errorLog.parse(line, of: bytes, into: &request, context: &context)
    if case .malformed = outcome { return headFailure(line, bytes) }
    return outcome
  }

  /// Says what is wrong with a line whose head could not be read.
  private func headFailure(_ line: Range<Int>, _ bytes: RawSpan) -> LineOutcome {
    if bytes.addressV4(from: line.lowerBound, to: line.upperBound) == nil,
      bytes.firstIndex(of: UInt8(ascii: "["), from: line.lowerBound, to: line.upperBound)
        == line.upperBound
    {
      return .malformed(
        at: line.lowerBound, expected: "a client, then the user, then the time in brackets")
    }
    let space = bytes.firstIndex(of: 0x20, from: line.lowerBound, to: line.upperBound)
    return .malformed(at: space, expected: "the user, then the time in brackets")
  }
}

/// The words of a range, separated by any number of spaces.
struct Words {
  /// What has not been taken yet.
  private(set) var rest: Range<Int>

  init(_ range: Range<Int>, _ bytes: RawSpan) { rest = range }

  /// Takes the next word.
  mutating func next(_ bytes: RawSpan) -> Range<Int>? {
    let start = bytes.skipSpaces(from: rest.lowerBound, to: rest.upperBound)
    guard start < rest.upperBound else { return nil }
    let end = bytes.firstIndex(of: 0x20, from: start, to: rest.upperBound)
    rest = end..<rest.upperBound
    return start..<end
  }

  /// The next word, left where it is.
  func peek(_ bytes: RawSpan) -> Range<Int>? {
    var copy = self
    return copy.next(bytes)
  }

  /// How many words are left.
  func count(_ bytes: RawSpan) -> Int {
    var copy = self
    var count = 0
    while copy.next(bytes) != nil { count += 1 }
    return count
  }
}
