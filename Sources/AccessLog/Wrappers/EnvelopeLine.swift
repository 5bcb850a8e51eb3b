/// Any JSON object that carries a line of text: Fluent Bit and Fluentd (`log`), Filebeat, Vector and
/// platforms (`message`), Google Cloud Logging (`textPayload`), CloudWatch (`message`).
enum EnvelopeLine {
  static func content(
    of line: Range<Int>, _ bytes: RawSpan, text: inout [UInt8]
  ) -> Wrapper.Content {
    var members = JSONMembers(line, bytes)
    var found: Range<Int>?
    var time = Timestamp.absent
    while let member = members.next(bytes) {
      guard member.isString else { continue }
      if isText(member.key, bytes) {
        found = found ?? member.value
      } else if isTime(member.key, bytes) {
        time =
          bytes.isoTime(from: member.value.lowerBound, to: member.value.upperBound)?.time ?? time
      }
    }
    guard let found else {
      return .unwrapped(at: line.lowerBound, expected: "a member 'message' or 'log'")
    }
    Escapes.appendJSON(found, of: bytes, to: &text)
    return .decoded(time: time)
  }

  private static func isText(_ key: Range<Int>, _ bytes: RawSpan) -> Bool {
    bytes.equals("message", key) || bytes.equals("log", key) || bytes.equals("textPayload", key)
      || bytes.equals("msg", key) || bytes.equals("MESSAGE", key) || bytes.equals("line", key)
  }

  private static func isTime(_ key: Range<Int>, _ bytes: RawSpan) -> Bool {
    bytes.equals("timestamp", key) || bytes.equals("@timestamp", key) || bytes.equals("time", key)
      || bytes.equals("date", key)
  }
}
