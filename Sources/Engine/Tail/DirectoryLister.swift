import Foundation

/// A file of a rotated set, found in its directory.
struct LogMember {
  var path: String
  var name: LogName
  var status: FileStatus
}

/// Finds the files of rotated sets. A directory is read once and again when it changed: hundreds of
/// logs may lie in one.
final class DirectoryLister {
  private struct Listing {
    var modified: Int64
    /// True if it was read so soon after its change that a further one could bear the same time.
    var isFresh: Bool
    /// Paths by family.
    var families: [String: [String]]
  }

  private var listings: [String: Listing] = [:]
  private var names: [String: LogName] = [:]

  /// The name of a path, taken apart once.
  func name(_ path: String) -> LogName {
    if let known = names[path] { return known }
    // Names come and go for months: what is not in use any more is forgotten now and then.
    if names.count > 20_000 { names.removeAll() }
    let name = LogName(path: path)
    names[path] = name
    return name
  }

  /// The ordinary files of a family, the oldest first. Of a file that stands both plain and
  /// compressed (compression is under way) only the plain one.
  func members(of family: String) -> [LogMember] {
    let directory = family.directoryPart
    refresh(directory, isBare: !family.contains("/"))
    var members: [LogMember] = []
    for path in listings[directory]?.families[family] ?? [] {
      guard let status = FileStatus(path: path), status.isRegular else { continue }
      members.append(LogMember(path: path, name: name(path), status: status))
    }
    return members.sorted { $0.name.isOlder(than: $1.name) }.droppingCompressedTwins()
  }

  /// True if a directory may have changed since it was read.
  func hasChanged(_ directory: String) -> Bool {
    guard let known = listings[directory], !known.isFresh else { return true }
    return FileStatus(path: directory)?.modified != known.modified
  }

  private func refresh(_ directory: String, isBare: Bool) {
    guard let status = FileStatus(path: directory) else {
      listings[directory] = nil
      return
    }
    if let known = listings[directory], !known.isFresh, known.modified == status.modified { return }
    // Coarse clocks of file systems tick every few milliseconds, old ones every two seconds.
    let now = Int64(Date().timeIntervalSince1970 * 1e9)
    var listing = Listing(
      modified: status.modified, isFresh: now &- status.modified < 3_000_000_000, families: [:])
    let found = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    for file in found.sorted(by: NaturalOrder.precedes) {
      let path = isBare ? file : directory == "/" ? "/" + file : directory + "/" + file
      listing.families[name(path).family, default: []].append(path)
    }
    listings[directory] = listing
  }
}

extension [LogMember] {
  fileprivate func droppingCompressedTwins() -> [LogMember] {
    var result: [LogMember] = []
    for member in self {
      let isTwin = { (other: LogMember) in
        other.name == member.name && other.path != member.path
          && (other.path.hasPrefix(member.path) || member.path.hasPrefix(other.path))
      }
      guard let place = result.firstIndex(where: isTwin) else {
        result.append(member)
        continue
      }
      // The shorter name is the plain one.
      if member.path.count < result[place].path.count { result[place] = member }
    }
    return result
  }
}
