/// Names the logs that files are parts of: the files of one rotated set are one log.
///
/// A log is called by its last path component, so that what was learned of it serves wherever it is
/// read from; by its whole path where another log is called so already.
struct LogNames: Sendable {
  /// The log of each file, in the order in which they were added.
  private(set) var names: [String] = []
  private var byFamily: [String: String] = [:]
  private var taken: Set<String> = []

  /// Adds a file. O(length).
  mutating func add(_ path: String) {
    let family = RotationName(path: path).family
    if let known = byFamily[family] { return names.append(known) }
    let last = family.split(separator: "/").last.map(String.init) ?? family
    let name = taken.contains(last) ? family : last
    byFamily[family] = name
    taken.insert(name)
    names.append(name)
  }
}
