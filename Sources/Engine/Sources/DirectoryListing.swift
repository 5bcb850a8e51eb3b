import Foundation

/// The log files of a directory.
///
/// The rule, as a user would state it: files whose names say that they are logs (`access.log`,
/// `example.org_access_log`, `u_ex260302.log`, also rotated and compressed), not hidden ones, not
/// error logs; where some say `access`, only those. Subdirectories are left alone, unless the
/// directory holds no logs but directories, as a bucket of cloud logs by year and month does.
struct DirectoryListing {
  /// Depth to which directories without logs of their own are searched: account, service, region,
  /// year, month, day of a bucket of cloud logs, and two to spare.
  static let deepest = 8
  /// Files of one directory: a year of a cloud's five-minute files.
  static let mostFiles = 110_000

  /// Paths, in the order of their names.
  private(set) var files: [String] = []
  /// Logs left out because others say `access`.
  private(set) var leftOut: [String] = []
  /// True where there were more than `mostFiles`.
  private(set) var isCut = false
  private var visited: Set<FileIdentity> = []

  /// Lists a directory.
  /// - Throws: Why it cannot be listed.
  init(_ path: String) throws {
    try search(path, depth: 0)
  }

  private mutating func search(_ path: String, depth: Int) throws {
    guard let own = FileIdentity(path: path), visited.insert(own).inserted else { return }
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
      .sorted(by: NaturalOrder.precedes)
    var logs: [String] = []
    var directories: [String] = []
    for name in names where !name.hasPrefix(".") {
      let full = path.hasSuffix("/") ? path + name : path + "/" + name
      guard let identity = FileIdentity(path: full) else { continue }
      if identity.isDirectory {
        directories.append(full)
      } else if identity.isRegular, DirectoryListing.isLog(name) {
        logs.append(full)
      }
    }
    take(logs)
    guard logs.isEmpty, depth < DirectoryListing.deepest else { return }
    // One that may not be listed does not hide the others; it is the user's who asked for the whole.
    for directory in directories where !isCut { try? search(directory, depth: depth + 1) }
  }

  private mutating func take(_ logs: [String]) {
    let access = logs.filter { DirectoryListing.saysAccess($0) }
    let taken = access.isEmpty ? logs : access
    leftOut += logs.filter { !taken.contains($0) }
    isCut = files.count + taken.count > DirectoryListing.mostFiles
    files += taken.prefix(DirectoryListing.mostFiles - files.count)
  }

  private static func saysAccess(_ path: String) -> Bool {
    path.split(separator: "/").last?.lowercased().contains("access") ?? false
  }

  /// True where the name is a log's.
  static func isLog(_ name: String) -> Bool {
    let family = RotationName(path: name).family.lowercased()
    if family.contains("error") || family.hasPrefix(".") || family.hasSuffix("~") { return false }
    let endings = [".log", "_log", "-log", ".jsonl", ".ndjson"]
    if endings.contains(where: family.hasSuffix) || family == "log" { return true }
    // Tomcat writes localhost_access_log.2026-03-02.txt; others leave the ending out.
    let others = [".txt", ".json", ".csv"]
    return family.contains("access")
      && (!family.contains(".") || others.contains { family.hasSuffix($0) })
  }
}

/// What makes a file the same under two names: device and inode.
struct FileIdentity: Hashable {
  private let device: UInt64
  private let inode: UInt64
  private let mode: UInt32

  /// The file at a path, links followed; nothing where there is none.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(truncatingIfNeeded: status.st_ino)
    mode = UInt32(truncatingIfNeeded: status.st_mode)
  }

  /// True for a directory.
  var isDirectory: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFDIR) }
  /// True for an ordinary file.
  var isRegular: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFREG) }
}

/// The order that people expect of names: `log.9` before `log.10`.
enum NaturalOrder {
  /// True where the first name comes before the second; numbers in them compare by value.
  static func precedes(_ a: String, _ b: String) -> Bool {
    var (a, b) = (Array(a.utf8)[...], Array(b.utf8)[...])
    while let x = a.first, let y = b.first {
      if isDigit(x), isDigit(y) {
        let (m, n) = (number(&a), number(&b))
        if m.count != n.count { return m.count < n.count }
        if !m.elementsEqual(n) { return m.lexicographicallyPrecedes(n) }
      } else {
        if x != y { return x < y }
        a.removeFirst()
        b.removeFirst()
      }
    }
    return a.isEmpty && !b.isEmpty
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Takes a run of digits off, without its leading zeros.
  private static func number(_ text: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = text.prefix(while: isDigit)
    text = text.dropFirst(digits.count)
    return digits.drop { $0 == 0x30 }
  }
}
