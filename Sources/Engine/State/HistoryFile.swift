import AccessLog
import Alerting
import Foundation

/// The history that a run gathers before it learns, as a file that only grows: hundreds of megabytes
/// that no checkpoint should write anew. Each part has its length and checksum; how many bytes are
/// valid is the checkpoint's to say.
struct HistoryFile {
  /// Its name in the state directory.
  static let name = "history"
  private let path: String

  init(_ directory: StateDirectory) { path = directory.file(Self.name) }

  /// Puts a part behind the first `offset` bytes; what stood there is gone. On the disk on return.
  /// - Returns: The length afterwards.
  func write(_ part: [UInt8], at offset: Int64) throws(StateProblem) -> Int64 {
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC
    let file = Descriptor(open(path, flags, 0o600))
    guard file.number >= 0, ftruncate(file.number, off_t(offset)) == 0,
      lseek(file.number, off_t(offset), SEEK_SET) >= 0
    else { throw failure() }
    guard !part.isEmpty else { return offset }
    var archive = SnapshotArchive(capacity: part.count + 16)
    var (part, sum) = (part, CheckpointFile.checksum(part))
    // Writing cannot fail.
    try? archive.value(&sum)
    try? archive.values(&part)
    guard SmallFile.write(archive.bytes, to: file.number), fsync(file.number) == 0 else {
      throw failure()
    }
    return offset + Int64(archive.bytes.count)
  }

  /// The parts within the first `length` bytes.
  /// - Throws: `SnapshotError` where they are not all there and whole.
  func parts(length: Int64) throws(SnapshotError) -> [[UInt8]] {
    guard length > 0 else { return [] }
    guard let data = FileManager.default.contents(atPath: path), data.count >= length else {
      throw SnapshotError("lacks a part of its history")
    }
    var archive = SnapshotArchive(reading: [UInt8](data.prefix(Int(length))))
    var parts: [[UInt8]] = []
    while archive.remaining > 0 {
      var sum: UInt64 = 0
      var part: [UInt8] = []
      try archive.value(&sum)
      try archive.values(&part)
      guard CheckpointFile.checksum(part) == sum else {
        throw SnapshotError("is damaged: its history's checksum does not fit")
      }
      parts.append(part)
    }
    return parts
  }

  private func failure() -> StateProblem {
    .notWritten("Cannot write \(PrintableText.make(path)): \(String(cString: strerror(errno))).")
  }
}
