import AccessLog
import Inspection

/// Requests of one followed log that are handed out, with what became of the other lines around them.
public struct TailedBatch: Sendable {
  /// The log's name, as it was called when it was opened.
  public var name: String
  /// The batch they are part of.
  public var batch = RequestBatch()
  /// What each request of the batch gives away.
  public var verdicts: [Verdict] = []
  /// The requests handed out, as a range of the batch's requests.
  public var range = 0..<0
  /// Lines handed out; `lines = range.count + skipped + malformed`.
  public var lines = 0
  /// Lines that are neither requests nor errors, or were filtered out.
  public var skipped = 0
  /// Lines that are not in the log's format.
  public var malformed = 0
}

/// How the following of one file stands.
public struct TailStatus: Sendable, Hashable {
  /// Its path.
  public var name: String
  /// Bytes written that were not handed out yet; nil for a stream or a compressed file.
  public var lag: Int64?
  /// Lines handed out since the start of this run.
  public var lines: Int
  /// Those of them that were not in the format.
  public var malformed: Int
  /// The format, as a phrase; nil while it is not known.
  public var format: String?
  /// What is wrong with it, as a sentence.
  public var problem: String?
}
