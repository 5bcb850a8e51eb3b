import Foundation
import Reporting

/// Where the HTML report goes.
enum ReportPath {
  /// Makes sure, before hours of reading, that it can be written.
  static func check(_ path: String) throws {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw Failure("Cannot write the report '\(path)': its folder is missing or not writable.")
    }
  }
}
