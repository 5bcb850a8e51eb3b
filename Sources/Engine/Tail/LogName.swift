import Foundation

/// The place of a file in its rotated set, as following sees it.
///
/// A number of four digits and more (`access_log.8080`) is no rotation: it is a port, and such files
/// are written side by side.
struct LogName: Hashable {
  /// The path without rotation and compression.
  let family: String
  /// Its place in the set.
  let rotation: RotationName?

  init(path: String) {
    let name = RotationName(path: path)
    let isPlain = name.age >= 1000
    family = isPlain ? path : name.family
    rotation = isPlain ? nil : name
  }

  /// True for a name that rotation gives.
  var isRotated: Bool { rotation.map { $0.age > 0 || !$0.date.isEmpty } ?? false }

  /// True where the name says that the file is older.
  func isOlder(than other: LogName) -> Bool {
    guard let rotation, let other = other.rotation else { return false }
    return rotation.isOlder(than: other)
  }
}

extension String {
  /// The directory of a path; `.` for a bare name.
  var directoryPart: String {
    guard let slash = lastIndex(of: "/") else { return "." }
    return slash == startIndex ? "/" : String(self[..<slash])
  }

  /// What a path links to; nil where it is no link.
  var linkTarget: String? {
    var status = stat()
    guard lstat(self, &status) == 0, status.st_mode & S_IFMT == S_IFLNK,
      let resolved = realpath(self, nil)
    else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The last component of a path.
  var namePart: Substring {
    lastIndex(of: "/").map { self[index(after: $0)...] } ?? self[...]
  }
}
