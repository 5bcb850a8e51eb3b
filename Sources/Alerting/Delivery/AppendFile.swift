import Foundation

/// A file of lines that belongs to one process: lines are put behind the last one, or all of them are
/// replaced at once.
struct AppendFile: ~Copyable {
  private let path: String
  private let lock: Int32
  private var descriptor: Int32 = -1
  /// True where a write broke off within a line: the next one begins with a line break.
  private var isTorn = false

  /// Takes the file for this process. It must be replaced before anything is appended.
  /// - Throws: `Outbox.Failure`, also where another process holds it.
  init(_ path: String) throws(Outbox.Failure) {
    self.path = path
    lock = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0 else { throw AppendFile.failure(path) }
    guard FileLock.take(lock) else {
      throw Outbox.Failure(
        description:
          "\(PrintableText.make(path)) is used by another tocsin: stop it, or give this one another --state."
      )
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if lock >= 0 { close(lock) }
  }

  /// Puts a line behind the others.
  /// - Parameter durable: True to return only when it is on the disk.
  mutating func append(_ line: [UInt8], durable: Bool) throws(Outbox.Failure) {
    let bytes = isTorn ? [0x0a] + line : line
    isTorn = true
    guard SmallFile.write(bytes, to: descriptor) else { throw AppendFile.failure(path) }
    isTorn = false
    if durable, fsync(descriptor) != 0 { throw AppendFile.failure(path) }
  }

  /// Replaces all lines: after a crash either the old ones or the new ones are there.
  mutating func replace(with lines: [[UInt8]]) throws(Outbox.Failure) {
    let scratch = path + ".new"
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC
    let new = open(scratch, flags, 0o600)
    guard new >= 0 else { throw AppendFile.failure(path) }
    guard SmallFile.write(Array(lines.joined()), to: new), fsync(new) == 0,
      rename(scratch, path) == 0
    else {
      let problem = AppendFile.failure(path)
      close(new)
      throw problem
    }
    if descriptor >= 0 { close(descriptor) }
    descriptor = new
    isTorn = false
    syncFolder()
  }

  /// The new name must be on the disk as well as the new file (fsync(2)).
  private func syncFolder() {
    let folder = open(URL(filePath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  private static func failure(_ path: String) -> Outbox.Failure {
    let reason = String(cString: strerror(errno))
    return Outbox.Failure(
      description:
        "Cannot write \(PrintableText.make(path)): \(reason). Alerts are not safe from a crash until it can be written."
    )
  }
}
