/// The requests of one chunk of a log, with the bytes they point into.
///
/// Batches are what crosses module and task boundaries: one call for hundreds of lines. `bytes`
/// holds the chunk as it was read and, behind it, the text of the few fields whose escapes had to
/// be undone, so that every `ByteRange` of every request is clean text.
public struct RequestBatch: Sendable {
  /// The buffer that all ranges point into.
  public var bytes: [UInt8] = []
  /// The lines that are requests, in the order of the log.
  public var requests: [Request] = []
  /// The lines that are not, in the order of the log.
  public var malformed: [MalformedLine] = []
  /// How many lines were read, of any sort; each record of a line that holds several (a batch of
  /// JSON objects) counts as one.
  public var lineCount = 0
  /// Lines that are neither requests nor errors: headers, comments, blank lines.
  public var skippedCount = 0

  /// An empty batch.
  public init() {}

  /// The text of a field as a string, invalid UTF-8 repaired. Not for the hot path.
  public func text(_ range: ByteRange) -> String {
    String(decoding: bytes[range.offsets], as: UTF8.self)
  }
}

/// A line that is no request: where it stands, and what was expected where it broke off.
public struct MalformedLine: Sendable {
  /// The line as it stood (cut to the longest line the reader keeps).
  public var line: ByteRange
  /// Line number in its file, from 1.
  public var lineNumber: Int64
  /// Byte offset of the line in its file.
  public var offset: Int64
  /// Column of the first byte that does not fit, from 1.
  public var column: Int
  /// What was expected there, as a phrase: "a status of three digits".
  public var expected: String

  /// A malformed line.
  public init(line: ByteRange, lineNumber: Int64, offset: Int64, column: Int, expected: String) {
    self.line = line
    self.lineNumber = lineNumber
    self.offset = offset
    self.column = column
    self.expected = expected
  }
}
