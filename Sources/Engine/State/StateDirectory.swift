import Alerting
import Foundation

/// The directory in which a live run keeps what must outlive it: checkpoint, outbox, incidents, the
/// model that it learned. It belongs to one process at a time.
public final class StateDirectory: Sendable {
  /// Its path.
  public let path: String
  /// Held as long as this lives; the system lets it go with the process, however it ends.
  private let lock: Descriptor

  /// Takes the directory, making it where it is missing.
  /// - Throws: `StateProblem`, also where another process has it.
  public init(_ path: String) throws(StateProblem) {
    self.path = path
    if let reason = StateDirectory.make(path) { throw .unusable(path, reason) }
    let number = open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw .unusable(path, String(cString: strerror(errno))) }
    lock = Descriptor(number)
    guard FileLock.take(number) else {
      guard errno == EWOULDBLOCK else {
        throw .unusable(path, String(cString: strerror(errno)))
      }
      throw .taken(path, by: StateDirectory.owner(number))
    }
    ftruncate(number, 0)
    _ = SmallFile.write(Array("\(getpid())\n".utf8), to: number)
  }

  /// Makes a directory and those that it lies in, for the owner only.
  /// - Returns: Why that cannot be done; nil where it is there.
  private static func make(_ path: String) -> String? {
    var prefix = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      prefix += "/" + part
      guard mkdir(prefix, 0o700) != 0, errno != EEXIST else { continue }
      // A read-only place says so even of what is there.
      let reason = String(cString: strerror(errno))
      var status = stat()
      guard stat(prefix, &status) == 0 else { return reason }
    }
    return nil
  }

  /// The path of a file in it.
  public func file(_ name: String) -> String { path + "/" + name }

  /// The bytes of a file; nil where it is missing or cannot be read.
  func read(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: file(name)).map { [UInt8]($0) }
  }

  /// Its files whose names begin so.
  func names(beginning prefix: String) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return all.filter { $0.hasPrefix(prefix) }.sorted()
  }

  /// Removes a file; one that is missing is no matter.
  func remove(_ name: String) { unlink(file(name)) }

  /// Moves files into a folder of their own, for somebody to look at.
  /// - Parameter stamp: What tells the folder from earlier ones.
  /// - Returns: The folder's path.
  func moveAside(_ names: [String], stamp: Int64) -> String {
    let folder = file("damaged-\(stamp)")
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in names { rename(file(name), folder + "/" + name) }
    return folder
  }

  private static func owner(_ descriptor: Int32) -> Int32? {
    var buffer = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else { return nil }
    return Int32(String(decoding: buffer[..<count], as: UTF8.self).prefix { $0.isNumber })
  }
}

extension StateDirectory {
  /// Where the state is kept if nobody says otherwise: `/var/lib/tocsin` for root, and for services
  /// what systemd names (`StateDirectory=`); else `$XDG_STATE_HOME/tocsin` or
  /// `~/.local/state/tocsin` (XDG Base Directory Specification 0.8).
  public static func defaultPath(environment: [String: String], isRoot: Bool) -> String {
    if let systemd = environment["STATE_DIRECTORY"]?.split(separator: ":").first {
      return String(systemd)
    }
    if isRoot { return "/var/lib/tocsin" }
    if let home = environment["XDG_STATE_HOME"], home.hasPrefix("/") { return home + "/tocsin" }
    return (environment["HOME"] ?? "/tmp") + "/.local/state/tocsin"
  }
}

/// Why the state of a live run cannot be used, as a sentence.
public enum StateProblem: Error, Hashable, CustomStringConvertible {
  /// Another process has the directory.
  case taken(String, by: Int32?)
  /// It cannot be made or written.
  case unusable(String, String)
  /// A file in it could not be written.
  case notWritten(String)

  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .taken(let path, let owner):
      "The state in \(PrintableText.make(path)) is used by another tocsin"
        + (owner.map { " (process \($0))" } ?? "")
        + ": stop it, or give this one another --state."
    case .unusable(let path, let reason):
      "The state cannot be kept in \(PrintableText.make(path)): \(reason). Give tocsin the right to"
        + " write there, or choose another place with --state."
    case .notWritten(let sentence): sentence
    }
  }
}
