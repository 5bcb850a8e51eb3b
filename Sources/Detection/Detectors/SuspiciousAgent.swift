import Foundation
import Scoring
import Traffic

/// A user agent that claims to be what its client is not: a search engine's crawler that tries to log
/// in, a browser that never comes from a page.
///
/// In a log: `Googlebot` with `POST /login`, with attacks in its requests, or asking for one missing
/// path after the other; `Mozilla/5.0 … Chrome/…` with hundreds of different pages in an hour, no
/// referer and no picture among them, at a service whose browsers send referers.
///
/// What looks most like it and must not ring: a search engine on old addresses of a site (missing
/// pages beside found ones), a crawler that runs scripts and sends a form, a browser that polls (the same page again and again), a browser that is
/// told not to send referers (a person does not take hundreds of different pages in an hour without a
/// picture), a service whose browsers do not send referers at all (learned), tools and libraries (they
/// claim nothing).
///
/// Numbers: search engines document that their crawlers neither log in nor attack, so one attack
/// disproves the claim, and so do three refused log-ins where at least half of all it does is logging
/// in (a crawler that runs a page's scripts may send a form now and then). For browsers the share of the service's own browsers' hours with a
/// referer is learned: with h hours of which r had one, an honest hour without has probability
/// (h − r + 1)/(h + 2), and where the pauses vary by less than half their length another 10⁻³ (see
/// `Scraping`). Low: a false name is no attack yet.
///
/// OWASP API6:2023 Unrestricted Access to Sensitive Business Flows; OAT-011 Scraping.
public struct SuspiciousAgent: PrincipalDetector {
  static let fewestLogIns: UInt32 = 3
  static let surpriseOfProof = 8.0
  static let surpriseOfClockwork = 3.0
  /// So many browsers' hours are asked for before it is said what browsers do.
  static let fewestHours = 100

  /// A detector.
  public init() {}

  /// True if the detector could ring about a principal that has not many requests.
  @inline(__always)
  static func couldMatter(_ aggregate: PrincipalAggregate, _ floors: Floors) -> Bool {
    aggregate.manner.claims.contains(.searchBot) && aggregate.failedLogIns >= fewestLogIns
  }

  /// Rings about a claim that does not hold.
  public func examine(_ suspect: Suspect, _ scene: Scene) -> Finding? {
    let claims = suspect.aggregate.manner.claims
    guard !scene.isRunning, !suspect.aggregate.key.isUser else { return nil }
    if claims == [.searchBot, .declaredBot] { return ofBot(suspect, scene) }
    return claims == .browser ? ofBrowser(suspect, scene) : nil
  }

  private func ofBot(_ suspect: Suspect, _ scene: Scene) -> Finding? {
    let aggregate = suspect.aggregate
    let sweeps =
      aggregate.missingPaths.estimate >= scene.floors.missingPaths
      && aggregate.refusals * 5 >= aggregate.requests * 4
    let deed: String
    if suspect.tally.provesIntent {
      deed = "attacks"
    } else if aggregate.failedLogIns >= Self.fewestLogIns,
      aggregate.logIns * 2 >= aggregate.requests
    {
      deed = "tries to log in"
    } else if sweeps {
      deed = "asks for one missing path after the other"
    } else {
      return nil
    }
    return finding(
      suspect, scene, Self.surpriseOfProof, "says it is a search engine's crawler and \(deed)",
      observed: Double(aggregate.logIns), feature: "claimOfSearchEngine",
      basis: "what search engines document")
  }

  private func ofBrowser(_ suspect: Suspect, _ scene: Scene) -> Finding? {
    let aggregate = suspect.aggregate
    guard scene.level == 1, Int(aggregate.requests) >= scene.floors.requests,
      aggregate.manner.referers == 0, aggregate.staticFiles == 0, aggregate.unsafe == 0,
      let browsers = scene.population?.browsers, browsers.hours >= Self.fewestHours,
      aggregate.differentPages * 2 >= min(Int(aggregate.requests), BitmapCounter.limit)
    else { return nil }
    let hours = Double(browsers.hours)
    var surprise = -log10((hours - Double(browsers.withReferer) + 1) / (hours + 2))
    let unevenness = aggregate.manner.unevenness(requests: aggregate.requests) ?? .infinity
    if unevenness < Scraping.clockwork { surprise += Self.surpriseOfClockwork }
    guard surprise >= scene.threshold else { return nil }
    return finding(
      suspect, scene, surprise,
      "says it is a browser and took \(aggregate.differentPages) pages in"
        + " \(scene.spanWords) without a referer or a picture",
      observed: 0, feature: "referers",
      basis: "\(browsers.withReferer) of \(browsers.hours) browsers' hours had a referer")
  }

  private func finding(
    _ suspect: Suspect, _ scene: Scene, _ surprise: Double, _ headline: String, observed: Double,
    feature: String, basis: String
  ) -> Finding {
    Finding(
      kind: .suspiciousAgent, subject: scene.directory.subject(suspect.aggregate.key),
      severity: .low, confidence: scene.confidence(surprise), surprise: surprise,
      span: scene.span, requests: Int(suspect.aggregate.requests), headline: headline,
      reasons: [
        Reason(
          feature: feature, observed: observed, expected: 0, contribution: surprise, basis: basis)
      ],
      evidence: scene.evidence(
        suspect.evidence.isEmpty ? suspect.signEvidence : suspect.evidence))
  }
}
