import Scoring
import Traffic

/// A sweep of paths that do not exist, shared out among many clients: each asks for a few, all together for
/// a word list.
///
/// In a log: an hour with many times as many different missing paths as usual, from dozens of clients, none
/// of which asks for much.
///
/// What looks most like it and must not ring: a deploy that loses files (many clients, but all ask for the
/// same few), objects that are gone behind an endpoint that is there (not counted), the probes that every
/// address on the internet sees (the usual), a single scanner (told by itself).
///
/// Numbers: different paths in the hour against the history's hours, on the logarithmic scale
/// (`QuantityBaseline`); at least a day of hours. The floor is sixty paths, three times the usual, and six
/// clients; where those that are told by themselves made most of the requests they explain it. A move to
/// other addresses, whose old ones are looked for by everybody, is told once and lasts until it is learned.
///
/// OWASP API9:2023 Improper Inventory Management; ATT&CK T1595.003 Wordlist Scanning.
struct DistributedDiscovery: Sendable {
  static let leastRatio = 3.0
  /// More than this made by clients that are told by themselves explains the hour.
  static let largestTold: Float = 0.4
  /// Fewer hours say little about the usual.
  static let fewestHours = 24

  /// What is usual: learned from the hours of a history; nil where there are too few.
  static func learned(from records: [WindowRecord]) -> QuantityBaseline? {
    let hours = records.compactMap(\.missing).map { Double($0.paths) }
    guard hours.count >= fewestHours else { return nil }
    // A handful of different paths more or less is nothing: the scale is linear up to there.
    return QuantityBaseline.learned(from: hours, resolution: 5)
  }

  /// Rings about an hour beyond floor and threshold.
  func examine(_ hour: MissingHour, _ usual: QuantityBaseline, _ scene: HourScene) -> Finding? {
    let paths = Double(hour.paths)
    guard hour.paths >= MissingHour.fewestPaths, paths >= Self.leastRatio * usual.typical,
      hour.clients >= Folding.crowd, hour.toldShare <= Self.largestTold
    else { return nil }
    let surprise = usual.surprise(paths)
    guard surprise >= scene.serviceThreshold else { return nil }
    let number = Int(hour.paths) >= BitmapCounter.limit ? "more than 1,400" : "\(hour.paths)"
    return Finding(
      kind: .contentDiscovery, subject: .service, severity: .medium,
      confidence: Confidence.of(surprise, threshold: scene.serviceThreshold), surprise: surprise,
      span: scene.span, requests: Int(hour.requests),
      headline: "\(hour.clients) clients asked for \(number) different paths that do not exist in"
        + " \(scene.span.words), none of them for many; usual are \(Quantity.count(usual.typical))",
      reasons: [
        Reason(
          feature: "missingPathsOfAll", observed: paths, expected: usual.typical,
          contribution: surprise, basis: scene.basis,
          test: ReasonTest(.quantity, usual.parts + [paths]))
      ], evidence: scene.evidence(hour.lines))
  }
}
