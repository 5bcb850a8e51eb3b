/// Docker's `json-file` driver: `{"log":"…\n","stream":"stdout","time":"RFC 3339"}`. A line longer
/// than 16 KiB comes in several objects; only the last one's text ends in `\n`.
enum DockerLine {
  static func content(
    of line: Range<Int>, _ bytes: RawSpan, text: inout [UInt8]
  ) -> Wrapper.Content {
    var members = JSONMembers(line, bytes)
    guard members.isObject else {
      return .unwrapped(at: line.lowerBound, expected: "Docker's JSON object")
    }
    var hasLog = false
    var time = Timestamp.absent
    var hasStream = false
    while let member = members.next(bytes) {
      guard member.isString else { continue }
      if bytes.equals("log", member.key) {
        Escapes.appendJSON(member.value, of: bytes, to: &text)
        hasLog = true
      } else if bytes.equals("stream", member.key) {
        hasStream = true
      } else if bytes.equals("time", member.key) {
        time =
          bytes.isoTime(from: member.value.lowerBound, to: member.value.upperBound)?.time ?? time
      }
    }
    guard hasLog, hasStream || !time.isAbsent else {
      return .unwrapped(at: line.lowerBound, expected: "a member 'log' and a member 'stream'")
    }
    return text.last == 0x0a
      ? .decoded(time: time) : .decodedPart(stream: isError(line, bytes) ? 1 : 0)
  }

  /// True if the line came from the standard error stream. It stands behind the text, which can
  /// hold no unescaped quotes.
  static func isError(_ line: Range<Int>, _ bytes: RawSpan) -> Bool {
    var members = JSONMembers(line, bytes)
    while let member = members.next(bytes) {
      if bytes.equals("stream", member.key) { return bytes.equals("stderr", member.value) }
    }
    return false
  }
}
