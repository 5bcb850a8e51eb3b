import Foundation

/// Reads a whole file of numbers; `-` is standard input.
enum TableFile {
  /// How the messages call it.
  static func name(of path: String) -> String { path == "-" ? "Standard input" : "'\(path)'" }

  /// Its bytes.
  static func read(_ path: String) throws -> [UInt8] {
    if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure("There is no file \(name(of: path)).")
    }
    guard !isFolder.boolValue else {
      throw Failure("\(name(of: path)) is a folder; a file was expected.")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure("\(name(of: path)) cannot be read: permission denied?")
    }
    return Array(data)
  }
}
