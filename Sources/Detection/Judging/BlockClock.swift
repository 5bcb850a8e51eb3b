import AccessLog
import Scoring

/// Cuts the minutes into blocks of a quarter of an hour, in which it is asked what is missing.
///
/// What is missing takes longer to be sure of than what is too much: an endpoint of three requests a
/// minute is silent for a minute once in twenty. A quarter of an hour is the longest that a person on
/// call would wait to be told. A block is judged when something behind it shows that it is over; the
/// block in which the log begins is not whole, and the one in which it ends is never over, so
/// neither is judged.
struct BlockClock: Sendable {
  /// The length of a block in seconds.
  static let seconds: Int64 = 900
  /// After a pause of half a day the log itself has a gap (files that were not given): nothing was
  /// measured in it, so nothing was missing.
  static let longestPause: Int64 = 43_200

  /// The start of the block that is being counted; nil before the first.
  private(set) var start: Int64?
  private var isWhole = false

  /// What becomes of the blocks when a window begins.
  enum Turn: Equatable {
    /// The window belongs to the block that is being counted.
    case stay
    /// The blocks that start at these seconds are over: the one that was counted, and empty ones.
    case over([Int64])
    /// Counting starts anew; what was counted is of no meaning.
    case anew
  }

  /// Moves on to the block of a window.
  mutating func advance(to window: TimeSpan) -> Turn {
    let block = window.start.floored(toSeconds: Self.seconds).seconds
    guard let current = start else {
      (start, isWhole) = (block, false)
      return .anew
    }
    guard block > current else { return .stay }
    let first = isWhole ? current : current + Self.seconds
    start = block
    isWhole = block - current <= Self.longestPause
    guard isWhole else { return .anew }
    return .over(Array(stride(from: first, to: block, by: Int(Self.seconds))))
  }

  /// Counts of windows as counts of blocks. Windows without any traffic have no count, so blocks
  /// without one are empty, except in pauses as long as a gap in the log. The first block and the
  /// last are seldom whole and are left out. O(windows).
  static func blocks(of windows: [CountWindow]) -> [CountWindow] {
    var blocks: [CountWindow] = []
    for window in windows {
      if let last = blocks.last, last.start <= window.start, window.start < last.start + seconds {
        blocks[blocks.count - 1].count += window.count
        continue
      }
      let start = Timestamp(seconds: window.start).floored(toSeconds: seconds).seconds
      guard let last = blocks.last else {
        blocks.append(CountWindow(start: start, count: window.count))
        continue
      }
      if start > last.start, start - last.start <= longestPause {
        var empty = last.start + seconds
        while empty < start {
          blocks.append(CountWindow(start: empty, count: 0))
          empty += seconds
        }
      }
      blocks.append(CountWindow(start: start, count: window.count))
    }
    return blocks.count > 2 ? Array(blocks.dropFirst().dropLast()) : []
  }

  /// The span of a block.
  static func span(_ start: Int64) -> TimeSpan {
    TimeSpan(start: Timestamp(seconds: start), end: Timestamp(seconds: start + seconds))
  }
}

extension BlockClock: Snapshotting {
  /// The block that is being counted, as it is kept over a restart.
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    var start = self.start ?? .min
    try archive.value(&start)
    self.start = start == .min ? nil : start
    try archive.flag(&isWhole)
  }
}
