/// Syslog: RFC 3164 (`<PRI>Mmm dd hh:mm:ss host tag[pid]: text`, the priority and the time may be
/// missing, the time may be ISO 8601) and RFC 5424 (`<PRI>1 TIME HOST APP PROCID MSGID SD text`).
enum SyslogLine {
  static func content(
    of line: Range<Int>, _ bytes: RawSpan, context: inout LineContext
  ) -> Wrapper.Content {
    let end = line.upperBound
    var i = line.lowerBound
    if bytes.byte(i) == UInt8(ascii: "<") {
      let close = bytes.firstIndex(of: UInt8(ascii: ">"), from: i, to: min(i + 5, end))
      guard bytes.byte(close) == UInt8(ascii: ">"), bytes.allDigits(i + 1..<close) else {
        return .unwrapped(at: i + 1, expected: "a priority such as <190>")
      }
      i = close + 1
      if bytes.byte(i) == UInt8(ascii: "1"), bytes.byte(i + 1) == 0x20 {
        return modern(from: i + 2, to: end, bytes)
      }
    }
    var time = Timestamp.absent
    if bytes.byte(i) &- 0x30 < 10 || bytes.month(at: i, to: end) != nil,
      let found = TimeText.read(i..<end, of: bytes, context: &context),
      bytes.byte(found.end) == 0x20 || bytes.byte(found.end) == UInt8(ascii: ":")
    {
      time = found.time
      i = bytes.skipSpaces(from: found.end + 1, to: end)
    }
    return tagged(from: i, to: end, bytes, time)
  }

  /// `host tag[pid]: text`, or `tag: text` where a relay has dropped the host.
  private static func tagged(
    from start: Int, to end: Int, _ bytes: RawSpan, _ time: Timestamp
  ) -> Wrapper.Content {
    var i = start
    for _ in 0..<2 {
      let word = bytes.firstIndex(of: 0x20, from: i, to: end)
      guard word < end, word > i else { break }
      if bytes.byte(word - 1) == UInt8(ascii: ":"), isTag(i..<word - 1, bytes) {
        return .inside(bytes.skipSpaces(from: word, to: end)..<end, time: time)
      }
      i = word + 1
    }
    return .unwrapped(at: start, expected: "a host and a program, such as 'web1 nginx: '")
  }

  /// A program's name: at most 48 characters, with letters in it, no quotes or brackets but `[pid]`.
  private static func isTag(_ range: Range<Int>, _ bytes: RawSpan) -> Bool {
    guard (1...64).contains(range.count) else { return false }
    var letters = 0
    for i in range {
      let byte = bytes.byte(i)
      if byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a { letters += 1 }
      guard byte > 0x20, byte != 0x22, byte != 0x7b, byte != 0x2c, byte != UInt8(ascii: "=") else {
        return false
      }
    }
    return letters > 0 && bytes.byte(range.lowerBound) != UInt8(ascii: "[")
  }

  /// RFC 5424, behind the version.
  private static func modern(from start: Int, to end: Int, _ bytes: RawSpan) -> Wrapper.Content {
    let found = bytes.isoTime(from: start, to: end)
    guard found != nil || bytes.byte(start) == UInt8(ascii: "-") else {
      return .unwrapped(at: start, expected: "a time in RFC 3339, or '-'")
    }
    var i = bytes.firstIndex(of: 0x20, from: start, to: end) + 1
    for _ in 0..<4 {
      guard i < end else { return .unwrapped(at: end, expected: "host, program, process, message") }
      i = bytes.firstIndex(of: 0x20, from: i, to: end) + 1
    }
    guard let text = structuredDataEnd(from: i, to: end, bytes) else {
      return .unwrapped(at: min(i, end), expected: "structured data, or '-'")
    }
    var begin = bytes.skipSpaces(from: text, to: end)
    if bytes.starts(with: "\u{feff}", at: begin, to: end) { begin += 3 }
    return .inside(begin..<end, time: found?.time ?? .absent)
  }

  /// Behind `-` or `[id name="value" …][…]`.
  private static func structuredDataEnd(from start: Int, to end: Int, _ bytes: RawSpan) -> Int? {
    guard start < end else { return nil }
    if bytes.byte(start) == UInt8(ascii: "-") { return start + 1 }
    var i = start
    var isQuoted = false
    var hasElement = false
    while i < end {
      let byte = bytes.byte(i)
      if byte == UInt8(ascii: "\\") { i += 2; continue }
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: "]"), !isQuoted {
        hasElement = true
        if bytes.byte(i + 1) != UInt8(ascii: "[") { return i + 1 }
      }
      if !hasElement, i == start, byte != UInt8(ascii: "[") { return nil }
      i += 1
    }
    return nil
  }
}
