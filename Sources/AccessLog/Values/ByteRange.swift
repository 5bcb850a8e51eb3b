/// A field's place: a half-open range of bytes in the buffer of the batch that the request came in.
///
/// An empty range means that the log did not have the field (`-`, empty, or not in the format).
public struct ByteRange: Sendable, Hashable {
  /// Offset of the first byte.
  public var start: UInt32
  /// Offset behind the last byte.
  public var end: UInt32

  /// The range that stands for "the log has no such field".
  public static let absent = ByteRange(start: 0, end: 0)

  /// A range from byte offsets into the batch's buffer.
  public init(start: UInt32, end: UInt32) {
    self.start = start
    self.end = end
  }

  /// A range from byte offsets into the batch's buffer.
  public init(_ range: Range<Int>) {
    self.start = UInt32(truncatingIfNeeded: range.lowerBound)
    self.end = UInt32(truncatingIfNeeded: range.upperBound)
  }

  /// Length in bytes.
  public var count: Int { Int(end) &- Int(start) }
  /// True where the log did not have the field.
  public var isEmpty: Bool { start == end }
  /// The same range as offsets for a span.
  public var offsets: Range<Int> { Int(start)..<Int(end) }
}
