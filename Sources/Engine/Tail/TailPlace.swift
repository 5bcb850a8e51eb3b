import AccessLog

/// A place in a file up to which its lines have been handed out.
struct TailPlace {
  /// Bytes before it, and lines.
  var offset: Int64 = 0
  var line: Int64 = 0
  /// True if it lies in a line whose rest is dropped.
  var isInsideLine = false
  /// The header line in force.
  var header: [UInt8] = []
  /// The last bytes before it, at most `anchorLength`.
  var tail: [UInt8] = []

  /// Bytes before a place that are compared before reading goes on there: enough for a whole line
  /// with its time, as the ends of lines (user agents) are often the same.
  static let anchorLength = 512
  /// Bytes at the beginning of a file that it is recognised by.
  static let headLength = 1024

  /// The end of some bytes that follow on others.
  static func tail(_ before: [UInt8], _ bytes: ArraySlice<UInt8>) -> [UInt8] {
    guard bytes.count < anchorLength else { return Array(bytes.suffix(anchorLength)) }
    return Array(before.suffix(anchorLength - bytes.count)) + bytes
  }
}
