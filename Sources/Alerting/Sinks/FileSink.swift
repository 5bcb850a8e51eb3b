import Foundation
import Synchronization

/// Appends alerts to a file as NDJSON, or writes them to standard output where the path is `-`.
///
/// Each alert is one `write` of one line, so that a reader that follows the file never sees half of
/// one but after a crash. The file may be read by its owner and group only: it names clients and
/// users.
public final class FileSink: AlertSink {
  /// What happens to what the file holds already.
  public enum Mode: Sendable {
    /// It is replaced: one run, one file.
    case replace
    /// It is kept, and the alerts come behind it.
    case append
  }

  /// Why the file cannot be written.
  public struct OpenError: Error, Hashable, CustomStringConvertible {
    /// What failed, where and what to do.
    public let description: String
  }

  /// Where the alerts go, for messages.
  public let name: String
  private let file: Mutex<File>
  private let ownsFile: Bool

  /// Opens the file, which is there from then on even if no alert ever comes.
  /// - Throws: `OpenError`.
  public init(path: String, mode: Mode) throws(OpenError) {
    guard path != "-" else {
      name = "standard output"
      file = Mutex(File(descriptor: STDOUT_FILENO))
      ownsFile = false
      return
    }
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_APPEND | (mode == .replace ? O_TRUNC : 0)
    let descriptor = open(path, flags, 0o640)
    guard descriptor >= 0 else {
      let reason = String(cString: strerror(errno))
      throw OpenError(
        description:
          "Cannot write alerts to \(PrintableText.make(path)): \(reason). Choose another place with --alerts."
      )
    }
    name = PrintableText.make(path)
    file = Mutex(File(descriptor: descriptor))
    ownsFile = true
  }

  deinit {
    if ownsFile { file.withLock { _ = close($0.descriptor) } }
  }

  /// Writes the alert's line.
  ///
  /// A closed pipe is `receiverGone` provided that the process ignores SIGPIPE.
  public func deliver(_ alert: Alert) -> Delivery {
    file.withLock { $0.write(line: alert.ndjson(), name: name) }
  }

  /// A file descriptor, and whether the last write broke off within a line.
  private struct File {
    var descriptor: Int32
    /// True where half a line stands at the end (a full disk): the next line begins with a break,
    /// so that only the half is unreadable.
    var isTorn = false

    /// Writes all bytes, going on where a signal or a full pipe cut the write short.
    mutating func write(line: [UInt8], name: String) -> Delivery {
      let bytes = isTorn ? [UInt8(ascii: "\n")] + line : line
      var done = 0
      while done < bytes.count {
        let count = bytes[done...].withUnsafeBytes {
          Foundation.write(descriptor, $0.baseAddress, $0.count)
        }
        if count > 0 {
          done += count
          isTorn = done < bytes.count
        } else if let failure = FileSink.failure(of: descriptor, name: name) {
          return failure
        }
      }
      return .delivered
    }
  }

  /// What the last failed write means; nothing where it is to be repeated at once.
  private static func failure(of descriptor: Int32, name: String) -> Delivery? {
    switch errno {
    case EINTR: return nil
    case EAGAIN:
      // Standard output can be a pipe that somebody else made non-blocking: wait for room in it.
      var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = poll(&wait, 1, -1)
      return nil
    case EPIPE: return .receiverGone
    default:
      let reason = String(cString: strerror(errno))
      return .tryAgain(reason: "Cannot write to \(name): \(reason).", after: nil)
    }
  }
}
