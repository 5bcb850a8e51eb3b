import Foundation

/// Text for standard output and standard error.
public enum Output {
  /// Writes the text to standard output.
  /// - Returns: False where nobody reads it any more (or the disk behind it is full): there is
  ///   nothing left to say then. The process must ignore SIGPIPE to learn of it.
  @discardableResult
  public static func print(_ text: String) -> Bool { write(Array(text.utf8), to: STDOUT_FILENO) }

  /// Writes the text to standard error.
  @discardableResult
  public static func complain(_ text: String) -> Bool { write(Array(text.utf8), to: STDERR_FILENO) }

  /// True where standard output is a terminal.
  public static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// True where standard error is a terminal.
  public static var complaintsGoToTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Columns of the terminal that standard output is; nothing where it is none.
  public static var columns: Int? {
    var size = winsize()
    guard isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// Writes all bytes; false where that failed, `errno` then says why.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if count > 0 {
        done += count
      } else if errno == EAGAIN {
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&wait, 1, -1)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }
}
