import Foundation
import Synchronization

/// A file that grows by a line for each alert: NDJSON, CEF, ECS or OCSF. It is opened anew when it
/// has been moved away, and set aside by itself when it grows too long.
public final class LogFileSink: ReopenableSink {
  /// When the file is set aside, and how many of its predecessors stay.
  public struct Rotation: Sendable, Hashable {
    /// Bytes after which it is.
    public var size: Int
    /// Former files that are kept, as `FILE.1` (the youngest) and so on.
    public var keep: Int

    /// A rotation.
    public init(size: Int, keep: Int) {
      self.size = max(1024, size)
      self.keep = max(1, keep)
    }
  }

  private let path: String
  private let format: AlertFormat
  private let rotation: Rotation?
  private let file = Mutex<Int32>(-1)

  /// A sink; the file is opened when the first alert comes.
  public init(path: String, format: AlertFormat = .standard, rotation: Rotation? = nil) {
    self.path = path
    self.format = format
    self.rotation = rotation
  }

  deinit { file.withLock { if $0 >= 0 { close($0) } } }

  /// Writes a line with one system call, so that nobody who follows the file sees half of one. A
  /// line that did not fit on the disk is taken back.
  public func deliver(_ alert: Alert) -> Delivery {
    let line = format.line(alert)
    return file.withLock { file in
      if let rotation, file >= 0, size(file) + line.count > rotation.size {
        rotate(&file, rotation)
      }
      if file < 0 { file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640) }
      guard file >= 0 else { return failure() }
      let before = size(file)
      guard SmallFile.write(line, to: file) else {
        let failure = failure()
        ftruncate(file, off_t(before))
        return failure
      }
      return .delivered
    }
  }

  /// Opens the file of that name anew with the next alert.
  public func reopen() {
    file.withLock {
      if $0 >= 0 { close($0) }
      $0 = -1
    }
  }

  private func rotate(_ file: inout Int32, _ rotation: Rotation) {
    for number in stride(from: rotation.keep, to: 1, by: -1) {
      rename("\(path).\(number - 1)", "\(path).\(number)")
    }
    rename(path, path + ".1")
    close(file)
    file = -1
  }

  private func size(_ file: Int32) -> Int {
    var status = stat()
    return fstat(file, &status) == 0 ? Int(status.st_size) : 0
  }

  private func failure() -> Delivery {
    let reason = String(cString: strerror(errno))
    return .tryAgain(reason: "Cannot write to \(PrintableText.make(path)): \(reason).", after: nil)
  }
}
