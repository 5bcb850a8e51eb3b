/// `docker compose logs`: `web-1  | text`.
enum ComposeLine {
  static func content(of line: Range<Int>, _ bytes: RawSpan) -> Wrapper.Content {
    let name = bytes.firstIndex(of: 0x20, from: line.lowerBound, to: line.upperBound)
    let bar = bytes.skipSpaces(from: name, to: line.upperBound)
    guard name > line.lowerBound, bar + 1 < line.upperBound, bytes.byte(bar) == UInt8(ascii: "|"),
      bytes.byte(bar + 1) == 0x20
    else { return .unwrapped(at: bar, expected: "a container's name, then '|'") }
    return .inside(bar + 2..<line.upperBound, time: .absent)
  }
}
