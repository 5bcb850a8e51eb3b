import Foundation

/// Finds the development data that lies beside a developer's checkout, where there is any.
///
/// Tests that read it are skipped elsewhere: `@Test(.enabled(if: SharedData.exists))`.
public enum SharedData {
  /// The folder `../shared` beside the checkout.
  public static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared")

  /// True where the development data is there.
  public static let exists = FileManager.default.fileExists(atPath: folder.path)
}
