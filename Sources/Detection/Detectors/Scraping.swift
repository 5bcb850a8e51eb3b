import Scoring
import Traffic

/// A program takes the catalogue: page by page or object by object, for an hour and more.
///
/// In a log: hundreds of different pages of one or a few endpoints by one client, nearly all answered
/// 2xx, no style sheets and pictures beside them, none twice, at intervals like a clock's or without a
/// pause to read.
///
/// What looks most like it and must not ring: a crawler that says what it is and goes slowly (less
/// than a page a second: that is what robots.txt asks of them), a monitor (the same page again and
/// again), an application that polls (the same, also with the time in its query), an integration that
/// fetches what it fetches every day (its habit), the people behind one address (they load pictures,
/// change things, log in, and look at the same pages).
///
/// Numbers: within an hour a further page is about 0.965 times as likely as the one before from a
/// person (0.015 of surprise each), within a day 0.004 (as `ObjectEnumeration`). The pace is a
/// program's where pauses vary by less than half their length (a person's vary by more than all of
/// it: Vázquez et al. 2006, "Modeling bursts and heavy tails in human dynamics"), or where there is a
/// page every two seconds for the whole window. Where the service's history is known its principals
/// have to agree that so many pages are rare. Low, unless it hurts: where a tenth of the answers are
/// errors of the server or refusals for haste (429) it is medium.
///
/// OWASP API6:2023 Unrestricted Access to Sensitive Business Flows; OAT-011 Scraping.
public struct Scraping: PrincipalDetector {
  static let weightOfPage = [0, 0.015, 0.004]
  static let leastCoverage = 0.7
  static let leastSuccess = 0.8
  static let mostEndpoints = 5
  static let clockwork = 0.5
  /// Requests a second for the whole window that nobody reads at.
  static let tirelessRate = 0.5
  /// Requests a second below which a crawler that says so is polite.
  static let politeRate = 1.0
  static let harm = 0.1

  /// A detector.
  public init() {}

  /// Rings about hours and days beyond floor and threshold.
  public func examine(_ suspect: Suspect, _ scene: Scene) -> Finding? {
    let aggregate = suspect.aggregate
    guard scene.level > 0, !scene.isRunning, Int(aggregate.requests) >= scene.floors.requests,
      !aggregate.key.isUser, isReading(aggregate), isProgram(aggregate, scene)
    else { return nil }
    let pages = aggregate.differentPages
    let level = min(scene.level, 2)
    let surprise = scene.surprise(
      prior: Self.weightOfPage[level] * Double(pages), \.pages, Double(pages))
    guard surprise >= scene.threshold, !scene.isHabit(aggregate.key, \.pages, Double(pages))
    else { return nil }
    return finding(suspect, scene, pages, surprise)
  }

  /// True if it does nothing but take different pages.
  private func isReading(_ aggregate: PrincipalAggregate) -> Bool {
    let requests = Double(aggregate.requests)
    let pages = aggregate.differentPages
    let covers = Double(pages) >= Self.leastCoverage * min(requests, Double(BitmapCounter.limit))
    return covers && aggregate.unsafe == 0 && aggregate.logIns == 0
      && aggregate.staticFiles * 20 <= aggregate.requests
      && aggregate.distinctEndpoints <= Self.mostEndpoints
      && Double(aggregate.statuses.successful) >= Self.leastSuccess * requests
        - Double(aggregate.statuses.serverErrors &+ aggregate.statuses.throttled)
  }

  /// True if it goes like a program, and not like one that says so and is polite.
  private func isProgram(_ aggregate: PrincipalAggregate, _ scene: Scene) -> Bool {
    let seconds = max(
      Double(aggregate.manner.last &- aggregate.manner.first) / 1e6, 1)
    let rate = Double(aggregate.requests) / seconds
    if aggregate.manner.claims.contains(.declaredBot), rate < Self.politeRate { return false }
    let unevenness = aggregate.manner.unevenness(requests: aggregate.requests) ?? .infinity
    return unevenness < Self.clockwork
      || Double(aggregate.requests) >= Self.tirelessRate * scene.span.seconds
  }

  private func finding(
    _ suspect: Suspect, _ scene: Scene, _ pages: Int, _ surprise: Double
  ) -> Finding {
    let aggregate = suspect.aggregate
    let harmed = Double(aggregate.statuses.serverErrors &+ aggregate.statuses.throttled)
    let hurts = harmed >= Self.harm * Double(aggregate.requests)
    let count = pages >= BitmapCounter.limit ? "more than \(pages)" : "\(pages)"
    return Finding(
      kind: .scraping, subject: scene.directory.subject(aggregate.key),
      severity: hurts ? .medium : .low, confidence: scene.confidence(surprise),
      surprise: surprise, span: scene.span, requests: Int(aggregate.requests),
      headline: "took \(count) different pages in \(scene.spanWords), one after the other,"
        + " \(Quantity.bytes(aggregate.bytes)) in all",
      reasons: [
        Reason(
          feature: "distinctPages", observed: Double(pages), expected: scene.expected(\.pages),
          contribution: surprise, basis: scene.basis,
          test: scene.test(
            weight: Self.weightOfPage[min(scene.level, 2)], amount: Double(pages), \.pages,
            Double(pages)))
      ], evidence: scene.evidence(suspect.evidence))
  }
}
