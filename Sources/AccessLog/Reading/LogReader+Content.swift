extension LogReader {
  /// A line without carriage return, byte order mark, and the NUL bytes that `copytruncate` leaves
  /// at the front of a log; empty where there is nothing but white space.
  @inline(__always)
  static func content(of line: Range<Int>, _ bytes: RawSpan) -> Range<Int> {
    var start = line.lowerBound
    var end = line.upperBound
    if end > start, bytes.byte(end &- 1) == 0x0d { end &-= 1 }
    if start < end, bytes.byte(start) > 0x20, bytes.byte(start) != 0xef { return start..<end }
    if bytes.starts(with: "\u{feff}", at: start, to: end) { start &+= 3 }
    while start < end, bytes.byte(start) == 0 { start &+= 1 }
    var i = start
    while i < end, bytes.byte(i) <= 0x20 { i &+= 1 }
    return i == end ? start..<start : start..<end
  }
}
