import Foundation

/// A folder for the files of this run, which goes with it.
struct Scratch {
  private let folder: URL

  /// A new folder among the system's temporary files.
  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tocsin-benchmark-\(getpid())")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw Failure.cannotWrite(folder.path)
    }
  }

  /// The path of a file in it.
  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// Removes one file.
  func remove(_ name: String) { unlink(path(name)) }

  /// Removes the folder and all that is in it.
  func remove() { try? FileManager.default.removeItem(at: folder) }
}
