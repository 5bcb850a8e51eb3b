/// Kubernetes' CRI log format: `2026-03-02T15:04:05.123456789Z stdout F text`; `P` marks a part.
enum CRILine {
  static func content(of line: Range<Int>, _ bytes: RawSpan) -> Wrapper.Content {
    guard let time = bytes.isoTime(from: line.lowerBound, to: line.upperBound),
      bytes.byte(time.end) == 0x20
    else { return .unwrapped(at: line.lowerBound, expected: "a time in RFC 3339") }
    let stream = time.end + 1
    guard isStream(stream, line.upperBound, bytes) else {
      return .unwrapped(at: stream, expected: "'stdout' or 'stderr'")
    }
    let tag = stream + 7
    guard bytes.byte(tag + 1) == 0x20 || tag + 1 == line.upperBound else {
      return .unwrapped(at: tag, expected: "'F' or 'P'")
    }
    let text = min(tag + 2, line.upperBound)..<line.upperBound
    switch bytes.byte(tag) {
    case UInt8(ascii: "F"): return .inside(text, time: time.time)
    case UInt8(ascii: "P"):
      return .part(text, stream: bytes.starts(with: "stderr", at: stream, to: tag) ? 1 : 0)
    default: return .unwrapped(at: tag, expected: "'F' or 'P'")
    }
  }

  static func isError(_ line: Range<Int>, _ bytes: RawSpan) -> Bool {
    let space = bytes.firstIndex(of: 0x20, from: line.lowerBound, to: line.upperBound)
    return bytes.starts(with: "stderr", at: space + 1, to: line.upperBound)
  }

  private static func isStream(_ start: Int, _ end: Int, _ bytes: RawSpan) -> Bool {
    bytes.starts(with: "stdout ", at: start, to: end)
      || bytes.starts(with: "stderr ", at: start, to: end)
  }
}
