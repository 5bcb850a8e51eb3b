/// `journalctl -o json`: the text is `MESSAGE`, a string or, where it is no UTF-8, an array of
/// numbers; `__REALTIME_TIMESTAMP` is in microseconds.
enum JournalLine {
  static func content(
    of line: Range<Int>, _ bytes: RawSpan, text: inout [UInt8]
  ) -> Wrapper.Content {
    var members = JSONMembers(line, bytes)
    var hasMessage = false
    var time: Timestamp?
    while let member = members.next(bytes) {
      if bytes.equals("MESSAGE", member.key) {
        hasMessage = true
        if member.isString {
          Escapes.appendJSON(member.value, of: bytes, to: &text)
        } else {
          appendNumbers(member.value, bytes, to: &text)
        }
      } else if bytes.equals("__REALTIME_TIMESTAMP", member.key) {
        time = bytes.integer(member.value).map { Timestamp(microseconds: $0) }
      }
    }
    guard hasMessage, let time else {
      return .unwrapped(at: line.lowerBound, expected: "a journal entry as a JSON object")
    }
    return .decoded(time: time)
  }

  /// Appends the bytes of `[49,50,…]`.
  private static func appendNumbers(_ range: Range<Int>, _ bytes: RawSpan, to text: inout [UInt8]) {
    var value = -1
    for i in range {
      let digit = bytes.byte(i) &- 0x30
      if digit < 10 {
        value = min(max(value, 0) * 10 + Int(digit), 256)
      } else if value >= 0 {
        if value < 256 { text.append(UInt8(value)) }
        value = -1
      }
    }
  }
}
