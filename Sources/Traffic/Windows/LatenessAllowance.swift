import AccessLog

/// How long windows wait for late lines, learned from the order of the lines themselves.
///
/// A server that stamps a line with the end of the request writes nearly in the order of time: 1 s of
/// waiting is plenty. One that stamps it with the start (Apache, HAProxy, Envoy) writes a slow request
/// late by as long as it took. No format says which it is (the combined format is written by both), but
/// the lines do: how far behind the latest time did any stand, within the last ten windows? Twice that
/// is waited for, at least 1 s, never more than the settings allow, and all of that until ten windows
/// and 1,000 lines have been seen. What is decided follows from the lines alone, not from a clock.
///
/// Where the allowance is short, 256 lines in a row that stand behind a window's end close it at once: a
/// busy log need not wait for a second to pass.
struct LatenessAllowance: Sendable {
  /// Windows that are remembered.
  static let memory = 10
  /// Fewer lines than this say nothing.
  static let fewestLines: Int64 = 1000
  /// The shortest allowance: the resolution of most logs, in microseconds.
  static let shortest: Int64 = 1_000_000
  /// Lines in a row behind a window's end that close it: some ten milliseconds of a busy log, while
  /// the processes of one server write within a few of one another.
  static let run = 256

  /// The allowance now, in microseconds.
  private(set) var microseconds: Int64
  private let longest: Int64
  /// The farthest that a line stood behind the latest one, by window, the newest last; and its lines.
  private var delays: [Int64] = []
  private var counts: [Int64] = []
  private var delay: Int64 = 0
  private var lines: Int64 = 0

  /// An allowance that knows nothing yet.
  /// - Parameter seconds: The longest that is waited.
  init(atMost seconds: Int64) {
    longest = seconds &* 1_000_000
    microseconds = longest
  }

  /// True where it was learned that hardly any line comes late.
  var isShort: Bool { microseconds <= 2 * Self.shortest && microseconds < longest }

  /// Notes how far a line stands behind the latest time. O(1).
  @inline(__always)
  mutating func note(delay behind: Int64) {
    lines &+= 1
    if behind > delay { delay = behind }
  }

  /// Ends a window's share of what is remembered.
  mutating func turn() {
    delays.append(delay)
    counts.append(lines)
    if delays.count > Self.memory {
      delays.removeFirst()
      counts.removeFirst()
    }
    (delay, lines) = (0, 0)
    guard delays.count == Self.memory, counts.reduce(0, &+) >= Self.fewestLines else {
      microseconds = longest
      return
    }
    let worst = min(delays.max() ?? longest, longest)
    microseconds = min(longest, max(Self.shortest, 2 * worst))
  }
}

extension LatenessAllowance: Snapshotting {
  /// What was learned, as it is kept over a restart.
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.value(&microseconds)
    try archive.values(&delays)
    try archive.values(&counts)
    try archive.value(&delay)
    try archive.value(&lines)
    try archive.require(
      (0...longest).contains(microseconds) && delays.count == counts.count,
      "holds an impossible allowance for late lines")
  }
}
