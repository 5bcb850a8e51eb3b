import Foundation

/// Files of the state directory that are small enough to be written as a whole.
package enum SmallFile {
  /// Puts bytes behind the others; on the disk when it returns.
  package static func append(_ bytes: [UInt8], to path: String) throws(Outbox.Failure) {
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure(path) }
    defer { close(file) }
    guard write(bytes, to: file), fsync(file) == 0 else { throw failure(path) }
  }

  /// Replaces the file: whoever reads it, and whatever happens, sees the old or the new one whole.
  /// - Parameter mode: The file's permissions.
  package static func replace(
    _ bytes: [UInt8], at path: String, mode: mode_t = 0o600
  ) throws(Outbox.Failure) {
    let scratch = path + ".new"
    let file = open(scratch, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard file >= 0 else { throw failure(path) }
    let isWritten = write(bytes, to: file) && fsync(file) == 0
    let problem = failure(path)
    close(file)
    guard isWritten, rename(scratch, path) == 0 else { throw isWritten ? failure(path) : problem }
    let folder = open(URL(filePath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  /// The file's size in bytes; 0 where it is not there.
  package static func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Writes all bytes, going on where a signal cut the write short.
  package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if count > 0 {
        done += count
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  private static func failure(_ path: String) -> Outbox.Failure {
    let reason = String(cString: strerror(errno))
    return Outbox.Failure(
      description:
        "Cannot write \(PrintableText.make(path)): \(reason). Make room or give tocsin the right to write there."
    )
  }
}
