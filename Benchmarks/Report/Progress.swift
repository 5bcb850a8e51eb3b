import Foundation

/// Says on standard error what is measured at the moment, where that is a terminal.
enum Progress {
  private static let isTerminal = isatty(STDERR_FILENO) == 1

  /// Replaces what is shown.
  static func show(_ text: String) {
    guard isTerminal else { return }
    FileHandle.standardError.write(Data("\r\u{1b}[K\(text) …".utf8))
  }

  /// Shows nothing any more.
  static func clear() {
    guard isTerminal else { return }
    FileHandle.standardError.write(Data("\r\u{1b}[K".utf8))
  }
}
