import Foundation

/// How many files this process may hold open (`RLIMIT_NOFILE`, getrlimit(2)).
public struct OpenFileLimit: Sendable, Hashable {
  /// Files at once; `Int.max` where there is no limit or it is not known.
  public let files: Int

  /// A limit.
  public init(files: Int) { self.files = files }

  /// The limit of this process, after raising it as far as a process without privileges may: shells
  /// and service managers commonly set 1,024 and allow many more.
  public static func raised() -> OpenFileLimit {
    #if canImport(Darwin)
      let resource = RLIMIT_NOFILE
    #else
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #endif
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0 else { return OpenFileLimit(files: .max) }
    if limit.rlim_cur < limit.rlim_max {
      var wanted = limit
      wanted.rlim_cur = min(limit.rlim_max, 1 << 16)
      if wanted.rlim_cur > limit.rlim_cur, setrlimit(resource, &wanted) == 0 { limit = wanted }
    }
    return OpenFileLimit(files: Int(clamping: limit.rlim_cur))
  }

  /// How many of them logs may take at most: half, as sinks, the state and the programs that
  /// decompress need some too.
  var forLogs: Int { min(TailSettings.mostOpenFiles, max(4, files / 2)) }

  /// What is said where the limit is in the way.
  /// - Parameter waiting: The logs that could not be opened.
  func sentence(waiting: Int) -> String {
    let logs = waiting == 1 ? "1 log waits" : "\(waiting) logs wait"
    return "\(logs) for others to be closed: this process may hold \(files) files open. Raise the"
      + " limit: LimitNOFILE= in its systemd unit, or 'ulimit -n' in a shell. Nothing is lost, but"
      + " reading is slower."
  }
}
