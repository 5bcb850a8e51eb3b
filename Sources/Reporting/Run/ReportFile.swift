import Alerting
import Foundation

/// Writes a report where the user wants it.
public enum ReportFile {
  /// Why a report cannot be written.
  public struct WriteError: Error, Hashable, CustomStringConvertible {
    /// What failed, where and what to do.
    public let description: String
  }

  /// Writes a file at once or not at all: beside its place under another name first, so that nobody
  /// ever sees half of it and a full disk leaves the last report. Its owner and group may read it: it
  /// names clients and users.
  /// - Throws: `WriteError`.
  public static func write(_ text: String, to path: String) throws(WriteError) {
    let scratch = path + ".\(getpid()).part"
    do throws(WriteError) {
      try writeNew(Array(text.utf8), to: scratch, for: path)
    } catch {
      unlink(scratch)
      throw error
    }
    guard rename(scratch, path) == 0 else {
      let problem = failure(path)
      unlink(scratch)
      throw problem
    }
  }

  private static func writeNew(
    _ bytes: [UInt8], to scratch: String, for path: String
  ) throws(WriteError) {
    let descriptor = open(scratch, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    if !Output.write(bytes, to: descriptor) { throw failure(path) }
  }

  private static func failure(_ path: String) -> WriteError {
    let reason = String(cString: strerror(errno))
    return WriteError(
      description:
        "Cannot write the report to \(PrintableText.make(path)): \(reason). Choose another place with --report."
    )
  }
}
