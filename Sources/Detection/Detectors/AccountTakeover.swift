import Scoring
import Traffic

/// A log-in succeeded after a run of failures, and what follows is not what people do there.
///
/// In a log: fourteen times `POST /login` 401 within some minutes, once 200, then `PUT /me/email`,
/// `PUT /me/password`, `POST /me/addresses` by the same client: an account changes hands. The pauses may
/// be a person's; the run may begin in one hour and end in the next.
///
/// What looks most like it and must not ring: somebody who has forgotten the password, fails five or
/// six times and then sets a new one (a short run and one change), an application that retries with
/// an old password until it is given the new one (no changes behind it), a shared address where
/// several people fail (they also succeed: five refusals in a row are rare).
///
/// Numbers: a refusal of the run weighs what it weighs in `BruteForce` for that length of window
/// (0.52, 0.3, 0.15 of surprise). "New behaviour" is a change (2xx to an unsafe method) at a place
/// that got at most one in five hundred of the service's requests: 0.8 for each of the first three.
/// They are in one in six sessions at the most, or they would not be rare. Where the service's own history is
/// known it has to agree that so many refusals are rare.
///
/// OWASP API2:2023 Broken Authentication; ATT&CK T1078 Valid Accounts.
public struct AccountTakeover: PrincipalDetector {
  static let weightOfChange = 0.8
  static let mostChanges: UInt32 = 3

  /// A detector.
  public init() {}

  /// Rings about a success that ended a run, beyond the threshold.
  public func examine(_ suspect: Suspect, _ scene: Scene) -> Finding? {
    let aggregate = suspect.aggregate
    guard aggregate.failuresBeforeSuccess > 0, !aggregate.key.isUser else { return nil }
    // Behind a shared address somebody always succeeds.
    guard Double(aggregate.failedLogIns) >= 0.5 * Double(aggregate.logIns) else { return nil }
    let run = Double(aggregate.failuresBeforeSuccess)
    let changes = min(aggregate.rareAfterRun, Self.mostChanges)
    let ofRun = scene.surprise(
      prior: BruteForce.weightOfFailure[min(scene.level, 2)] * run, \.failedLogIns, run)
    let ofChanges = Self.weightOfChange * Double(changes)
    guard ofRun + ofChanges >= scene.threshold else { return nil }
    return finding(suspect, scene, ofRun, ofChanges)
  }

  private func finding(
    _ suspect: Suspect, _ scene: Scene, _ ofRun: Double, _ ofChanges: Double
  ) -> Finding {
    let aggregate = suspect.aggregate
    let changes = aggregate.rareAfterRun
    var reasons = [
      Reason(
        feature: "failuresBeforeSuccess", observed: Double(aggregate.failuresBeforeSuccess),
        expected: 0, contribution: ofRun, basis: scene.basis)
    ]
    if changes > 0 {
      reasons.append(
        Reason(
          feature: "rareChanges", observed: Double(changes), expected: 0, contribution: ofChanges,
          basis: "places that got at most one in 500 of this service's requests"))
    }
    let behind = changes == 1 ? "1 unusual change" : "\(changes) unusual changes"
    return Finding(
      kind: .accountTakeover, subject: scene.directory.subject(aggregate.key),
      severity: .critical, confidence: scene.confidence(ofRun + ofChanges),
      surprise: ofRun + ofChanges, span: scene.span, requests: Int(aggregate.requests),
      headline: "a log-in succeeded after \(aggregate.failuresBeforeSuccess) failures"
        + (changes > 0 ? ", then \(behind)" : ""),
      gotIn: true, reasons: reasons, evidence: scene.evidence(suspect.evidence))
  }
}
