import AccessLog
import Foundation

/// A log that is there to be read.
struct LogFile: Sendable {
  /// Its name, as in the output.
  let name: String

  /// The logs that the paths mean.
  static func find(_ paths: [String]) throws -> [LogFile] {
    try paths.map { path in
      guard path == "-" || FileManager.default.fileExists(atPath: path) else {
        throw Failure("There is no file '\(path)'.")
      }
      return LogFile(name: path)
    }
  }

  /// Reads it batch by batch.
  /// - Returns: The format it was detected to be in.
  @discardableResult func read(
    as format: FormatChoice?, _ use: (RequestBatch) throws -> Void
  ) throws -> DetectedFormat? {
    let descriptor = name == "-" ? STDIN_FILENO : open(name, O_RDONLY)
    guard descriptor >= 0 else { throw Failure("'\(name)' cannot be read.") }
    defer { close(descriptor) }
    var reader = LogReader(format: format?.makeParser())
    var batch = RequestBatch()
    while try reader.fill(
      &batch, capacity: 1 << 20,
      from: { buffer in
        let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
        guard count >= 0 else {
          throw Failure("'\(name)' cannot be read: \(String(cString: strerror(errno))).")
        }
        return count
      })
    {
      try use(batch)
    }
    try use(batch)
    reader.finish(&batch)
    try use(batch)
    return reader.format
  }
}
