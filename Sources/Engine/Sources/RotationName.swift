/// What a file's name says about its place in a rotated set: `access.log`, `access.log.1`,
/// `access.log.2.gz`, `access.log-20260302.xz`.
struct RotationName: Sendable, Hashable {
  /// The name without compression and rotation: the same for all files of a set.
  let family: String
  /// The older the greater: 0 for the file that is written now, its number for a numbered one.
  let age: Int
  /// A dated file's date and what follows it, digits only and so in the order of time; empty for
  /// others.
  let date: String

  /// Reads a path's last component.
  init(path: String) {
    var name = path[...]
    for ending in [".gz", ".bz2", ".xz", ".zst", ".zstd", ".z"]
    where name.lowercased().hasSuffix(ending) {
      name.removeLast(ending.count)
      break
    }
    let tail = name.reversed().prefix { $0.isASCII && ($0.isNumber || "-._T".contains($0)) }
    let suffix = String(tail.reversed())
    let digits = suffix.filter(\.isNumber)
    if name.hasSuffix(".old") {
      self.init(family: String(name.dropLast(4)), age: 1, date: "")
    } else if digits.count >= 8, suffix.first.map({ "-._".contains($0) }) == true {
      // logrotate's dateext (-YYYYMMDD, also with the hour or the second), Tomcat's .YYYY-MM-DD.
      self.init(family: String(name.dropLast(suffix.count)), age: 0, date: digits)
    } else if let dot = suffix.lastIndex(of: "."), let number = Int(suffix[dot...].dropFirst()) {
      let length = suffix.distance(from: dot, to: suffix.endIndex)
      self.init(family: String(name.dropLast(length)), age: number, date: "")
    } else {
      self.init(family: String(name), age: 0, date: "")
    }
  }

  private init(family: String, age: Int, date: String) {
    self.family = family
    self.age = age
    self.date = date
  }

  /// True where the name says that the file is older: a greater number, an earlier date, and dated
  /// files before the one that is written now.
  func isOlder(than other: RotationName) -> Bool {
    if age != other.age { return age > other.age }
    if date.isEmpty != other.date.isEmpty { return !date.isEmpty }
    return date < other.date
  }
}
