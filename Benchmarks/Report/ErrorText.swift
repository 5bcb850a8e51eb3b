import Foundation

/// What goes wrong, on standard error.
enum ErrorText {
  /// Shows a sentence with the program's name before it.
  static func show(_ sentence: String) {
    Progress.clear()
    FileHandle.standardError.write(Data("tocsin-benchmark: \(sentence)\n".utf8))
  }
}
