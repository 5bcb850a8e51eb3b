import Foundation
import Reporting

/// The HTML report as a file.
enum ReportFile {
  /// Makes sure, before hours of reading, that it can be written.
  static func check(_ path: String) throws {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw Failure("Cannot write the report '\(path)': its folder is missing or not writable.")
    }
  }

  /// Writes it as a whole: a reader sees the old file or the new one. It names clients and users,
  /// so that only its owner and group may read it.
  static func write(_ report: RunReport, to path: String) throws {
    do {
      try Data(HTMLReport(report).html().utf8).write(to: URL(filePath: path), options: .atomic)
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    } catch {
      throw Failure(
        "Cannot write the report '\(path)': \((error as NSError).localizedDescription)")
    }
  }
}
