import Foundation
import Scoring
import Traffic

/// A query asks for far more than anybody has asked this endpoint for: `limit=1000000`, `depth=50`,
/// `page=900000`.
///
/// In a log: a number in a parameter that says how much (`limit`, `size`, `per_page`, `depth` …) or
/// how far in (`page`, `offset` …), ten times and more what others ask for.
///
/// What looks most like it and must not ring: the export that takes ten thousand rows every night (on
/// three days: its habit), an endpoint at which several ask for much (three different clients make a
/// custom), a number that is a date or an id (`from=2026`: only names of amounts count, and others
/// use the same numbers), a crawler that goes to page 40 (less than a thousand is a page).
///
/// Numbers: what n requests have asked for is taken to have a Pareto tail with index 1, so heavy that
/// it has no mean: then r times the third-largest of them is exceeded with probability 3/(n·r). The
/// floor is a thousand and ten times what three others (or it itself on three days) asked for. Low;
/// medium where the answer came and was worth it: a mebibyte.
///
/// OWASP API4:2023 Unrestricted Resource Consumption; ATT&CK T1499.003 Application Exhaustion Flood.
public struct ResourceAbuse: HourDetector {
  static let least: UInt32 = 1000
  static let leastRatio = 10.0
  static let worth: UInt64 = 1 << 20

  /// A detector.
  public init() {}

  /// Rings about who asked for most at an endpoint, beyond floor and threshold.
  public func examine(_ hours: [EndpointHour], _ scene: inout HourScene) -> [Finding] {
    var findings: [Finding] = []
    for hour in hours where max(hour.marks.largest.amount, hour.marks.largest.offset) >= Self.least
    {
      guard let life = scene.inventory.life(scene.directory.endpoint(hour.endpoint)) else {
        continue
      }
      let marks = hour.marks
      let asked = [
        judge(marks.largest.amount, marks.amountBy, life.amounts, "amountAskedFor", hour, scene),
        judge(marks.largest.offset, marks.offsetBy, life.offsets, "offsetAskedFor", hour, scene),
      ]
      findings += asked.compactMap { $0 }
    }
    return findings
  }

  private func judge(
    _ value: UInt32, _ key: PrincipalKey, _ asked: AskedMost, _ feature: String,
    _ hour: EndpointHour, _ scene: HourScene
  ) -> Finding? {
    guard value >= Self.least, let usual = asked.usual(for: key) else { return nil }
    let ratio = Double(value) / Double(max(usual, 1))
    guard ratio >= Self.leastRatio else { return nil }
    let surprise = log10(Double(max(asked.requests, 3)) / 3) + log10(ratio)
    guard surprise >= scene.threshold else { return nil }
    let what = feature == "amountAskedFor" ? "\(value) at once" : "what lies \(value) in"
    let isCostly = hour.statuses.successful > 0 && hour.bytes >= Self.worth
    return Finding(
      kind: .resourceAbuse, subject: scene.directory.subject(key),
      severity: isCostly ? .medium : .low, confidence: scene.confidence(surprise),
      surprise: surprise, span: scene.span, requests: Int(hour.marks.asks),
      headline: "asked \(scene.directory.endpoint(hour.endpoint)) for \(what);"
        + " others ask for \(usual) at most",
      reasons: [
        Reason(
          feature: feature, observed: Double(value), expected: Double(usual),
          contribution: surprise, basis: "\(asked.requests) requests that said how much")
      ], evidence: scene.evidence(hour.askLines))
  }
}
