import Scoring

/// A log that used to speak has stopped while others go on: its server is down, its disk full, its
/// rotation broken, or somebody switched it off.
///
/// In the logs: four quarters of an hour and more without a line from one of several logs that are
/// read side by side, at a time at which it always had some.
///
/// What looks most like it and must not ring: a log that is rotated (the files of a set are one
/// source), a server that is quiet at night (its own season), a log that ends a little before the
/// others do because it was copied earlier (an hour is asked for), all logs falling silent together
/// (`traffic-drop`), a single log (nothing goes on beside it).
///
/// Numbers: the lower tail of a negative binomial at nothing, at the mean and dispersion of the
/// source's own quarters of an hour, added up over those in a row that are empty. Low where the others
/// took its requests over (a server less); medium where the service lost them.
///
/// ATT&CK T1562 Impair Defenses.
public struct SourceSilent: Sendable {
  static let fewestBlocks = 4
  /// The service has its requests still if it has so much of what is expected.
  static let takenOver = 0.8

  /// A detector.
  public init() {}

  /// What it may know.
  struct Scene {
    var span: TimeSpan
    var name: String
    var baseline: SeasonalBaseline
    /// Blocks in a row without a line, this one included, and their surprise together.
    var blocks: Int
    var surprise: Double
    /// What of its expectation the whole service has in this block.
    var serviceShare: Double
    var threshold: Double
    var history: String
  }

  /// How surprising an empty block is; 0 where its hour or weekday was never seen.
  static func surprise(_ baseline: SeasonalBaseline, at start: Int64) -> Double {
    guard baseline.hasSeen(start), let expected = baseline.expectation(at: start) else { return 0 }
    return expected.surprise(0, side: .lower)
  }

  /// Rings about a source that has been silent for too long.
  func examine(_ scene: Scene) -> Finding? {
    guard scene.blocks >= Self.fewestBlocks, scene.surprise >= scene.threshold else { return nil }
    let expected = scene.baseline.expectation(at: scene.span.start.seconds)?.mean ?? 0
    let minutes = scene.blocks * Int(BlockClock.seconds) / 60
    return Finding(
      kind: .sourceSilent, subject: Subject(.source, scene.name),
      severity: scene.serviceShare >= Self.takenOver ? .low : .medium,
      confidence: Confidence.of(scene.surprise, threshold: scene.threshold),
      surprise: min(scene.surprise, Surprise.maximum), span: scene.span, requests: 0,
      headline: "no line for \(minutes) minutes while other logs go on;"
        + " usual is \(Quantity.count(expected)) in a quarter of an hour",
      reasons: [
        Reason(
          feature: "lines", observed: 0, expected: expected, contribution: scene.surprise,
          basis: scene.history)
      ], evidence: [])
  }
}
