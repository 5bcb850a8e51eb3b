import Scoring
import Traffic

/// The share of a log's lines that fit no format jumps: what they record is not judged.
///
/// In a log: after a change of the server's log format, with two writers in one file, or under a
/// barrage of binary requests, lines that break off where a field is expected.
///
/// What looks most like it and must not ring: a log with a few lines of another sort in it, always
/// (its own share is learned), one torn line at a rotation (twenty are asked for), a file that is in
/// no known format at all (the run says so by itself: it has no requests, and so no time).
///
/// Numbers: the upper tail of a beta-binomial at the learned share and concentration, over quarters
/// of an hour; the floor is twenty lines, a twentieth of all and twice the usual share. Low; medium
/// where half of the lines are lost, for then nobody watches.
///
/// OWASP API8:2023 Security Misconfiguration.
public struct ParseFailures: Sendable {
  static let fewest = 20
  static let leastShare = 0.05
  static let leastRatio = 2.0
  static let blind = 0.5
  /// The share of malformed lines before anything is known of a log.
  static let usualShare = 0.001

  /// A detector.
  public init() {}

  /// Rings about a block of a source beyond floor and threshold.
  func examine(
    malformed: Int, lines: Int, _ expected: RatioExpectation, threshold: Double, span: TimeSpan,
    name: String, evidence: [EvidenceLine]
  ) -> Finding? {
    let share = Double(malformed) / Double(max(lines, 1))
    guard malformed >= Self.fewest, share >= Self.leastShare,
      share >= Self.leastRatio * expected.mean
    else { return nil }
    let surprise = expected.surprise(successes: malformed, trials: lines)
    guard surprise >= threshold else { return nil }
    return Finding(
      kind: .parseFailures, subject: Subject(.source, name),
      severity: share >= Self.blind ? .medium : .low,
      confidence: Confidence.of(surprise, threshold: threshold), surprise: surprise, span: span,
      requests: malformed,
      headline: "\(malformed) of \(lines) lines fit no format (\(Quantity.percent(share)));"
        + " usual is \(Quantity.percent(expected.mean))",
      reasons: [
        Reason(
          feature: "malformedShare", observed: share, expected: expected.mean,
          spread: expected.spread(trials: lines), contribution: surprise,
          basis: "\(Quantity.count(expected.trials)) lines of this log",
          test: ReasonTest(
            .betaBinomial,
            [expected.mean, expected.concentration, Double(malformed), Double(lines)]))
      ], evidence: evidence)
  }
}
