import AccessLog
import Scoring
import Traffic

/// What is normal for a source: a log with all the files that it is rotated into.
public struct SourceBaseline: Sendable, Codable, Hashable {
  /// Lines in a block.
  public var blocks = SeasonalBaseline(windowSeconds: Double(BlockClock.seconds))
  /// The share of malformed lines.
  public var malformed = RatioBaseline()

  /// Nothing known.
  public init() {}

  /// What came from a source in a block.
  struct Count: Sendable, Hashable {
    var lines = 0
    var malformed = 0

    mutating func add(_ entry: SourceTally.Entry) {
      lines += Int(entry.requests) + Int(entry.malformed)
      malformed += Int(entry.malformed)
    }
  }

  /// Learns all sources of a history, by name: lines from the first block of a source to its last,
  /// so that one that was there for a week only is known as it was in that week. O(windows).
  static func learned(
    from records: [WindowRecord], _ directory: Directory
  ) -> [String: SourceBaseline] {
    var counts: [String: [Int64: Count]] = [:]
    var blocks: Set<Int64> = []
    for record in records where record.level == 0 {
      let block = record.span.start.floored(toSeconds: BlockClock.seconds).seconds
      blocks.insert(block)
      for entry in record.sources {
        counts[directory.source(entry.source), default: [:]][block, default: Count()].add(entry)
      }
    }
    let all = blocks.sorted()
    return counts.mapValues { counts in
      let first = counts.keys.min() ?? 0
      let last = counts.keys.max() ?? 0
      var baseline = SourceBaseline()
      let own = all.filter { first <= $0 && $0 <= last }
      baseline.blocks = SeasonalBaseline.learned(
        from: own.map { CountWindow(start: $0, count: counts[$0]?.lines ?? 0) },
        windowSeconds: Double(BlockClock.seconds))
      baseline.malformed = RatioBaseline.learned(
        from: own.compactMap {
          counts[$0].map { RatioSample(successes: $0.malformed, trials: $0.lines) }
        })
      return baseline
    }
  }
}

extension SourceBaseline {
  /// Joins what another stretch of history has shown.
  func merged(with other: SourceBaseline) -> SourceBaseline {
    var result = self
    result.blocks = blocks.merged(with: other.blocks)
    result.malformed = malformed.merged(with: other.malformed)
    return result
  }
}
