import Scoring

/// A sweep of paths that do not exist: somebody tries a word list (dirb, ffuf, gobuster).
///
/// In a log: many different paths answered 404 (or 403) by one client within a short time, most of
/// what it asks for.
///
/// What looks most like it and must not ring: a page after a bad deploy (twenty missing files, but
/// beside many that exist), a client that polls one missing path for ever (one path, not many), a
/// search engine that revisits pages of an old site (slow, and mostly found).
///
/// Numbers: every further missing path from an honest client is about half as likely as the one
/// before within a minute (0.3 of surprise each); an hour and a day hold more honest mistakes, so a
/// path weighs 0.1 and 0.04 there. At least half of all requests must have been refused.
///
/// OWASP API9:2023 Improper Inventory Management; ATT&CK T1595.003 Wordlist Scanning.
public struct ContentDiscovery: PrincipalDetector {
  static let weightOfPath = [0.3, 0.1, 0.04]

  /// A detector.
  public init() {}

  /// Rings about missing paths beyond floor and threshold.
  public func examine(_ suspect: Suspect, _ scene: Scene) -> Finding? {
    let aggregate = suspect.aggregate
    let missing = aggregate.missingPaths.estimate
    guard missing >= scene.floors.missingPaths, !aggregate.key.isUser else { return nil }
    guard Double(aggregate.refusals) >= 0.5 * Double(aggregate.requests) else { return nil }
    let weight = Self.weightOfPath[min(scene.level, 2)]
    let surprise = scene.surprise(
      prior: weight * Double(missing), \.missingPaths, Double(missing))
    guard surprise >= scene.threshold else { return nil }
    return Finding(
      kind: .contentDiscovery, subject: scene.directory.subject(aggregate.key),
      severity: .medium, confidence: scene.confidence(surprise), surprise: surprise,
      span: scene.span, requests: Int(aggregate.requests),
      headline: "asked for \(missing) different paths that do not exist in \(scene.spanWords)",
      reasons: [
        Reason(
          feature: "missingPaths", observed: Double(missing),
          expected: scene.expected(\.missingPaths), contribution: surprise, basis: scene.basis,
          test: scene.test(
            weight: weight, amount: Double(missing), \.missingPaths, Double(missing)))
      ], evidence: scene.evidence(suspect.evidence))
  }
}
