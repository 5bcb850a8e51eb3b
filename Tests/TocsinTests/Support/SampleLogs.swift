import Foundation

/// The recorded logs that come with the project.
enum SampleLogs {
  /// The folder in the checkout.
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "SampleLogs")

  /// The path of a log.
  static func path(_ name: String) -> String { folder.appending(path: name).path }
}
