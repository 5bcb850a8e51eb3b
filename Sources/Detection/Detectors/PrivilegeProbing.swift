import Scoring
import Traffic

/// Somebody knocks at functions that are meant for others, such as an administrator's (BFLA).
///
/// In a log: one client gets 403 or 401 from many different functions that refuse nearly everybody:
/// `/admin/users`, `/api/internal/config`, `/reports/payroll`, `/actuator/…`. When one of them answers 2xx,
/// a door was open.
///
/// What looks most like it and must not ring: an expired session (401 from functions that are open to
/// others), a person who opens a page that is not theirs (it loads four or five things at once, all
/// refused), a client that the firewall blocks (403 from everything, also from what is open to
/// others), an administrator (answered, not refused), a missing picture (static files).
///
/// A function is *closed* when it has refused at least half of all who asked so far, or when nobody
/// was ever answered there; a path that reads like administration counts by its name. Up to some 250
/// are told apart.
///
/// Numbers: an honest client meets a closed door now and then, but each further different one within
/// a minute is about a tenth as likely, within an hour a sixth, within a day a quarter (1, 0.8 and 0.6 of surprise). The
/// floors are four, five and six. Where the service's own history is known it has to agree.
///
/// OWASP API5:2023 Broken Function Level Authorization; ATT&CK T1068.
public struct PrivilegeProbing: PrincipalDetector {
  static let weightOfDoor = [1.0, 0.8, 0.6]
  /// What a network must be refused of all it asks for; an address may do much else beside.
  static let leastShareOfNetwork = 0.5

  /// A detector.
  public init() {}

  /// Rings about closed doors beyond floor and threshold.
  public func examine(_ suspect: Suspect, _ scene: Scene) -> Finding? {
    let aggregate = suspect.aggregate
    let doors = BitmapCounter.estimate(of64: aggregate.closedDoors)
    guard doors >= AccessFloors.of(level: scene.level).closedDoors else { return nil }
    if aggregate.key.isNetwork,
      Double(aggregate.refusals) < Self.leastShareOfNetwork * Double(aggregate.requests)
    {
      return nil
    }
    let prior = Self.weightOfDoor[min(scene.level, 2)] * Double(doors - 1)
    let learned = scene.population?.closedDoors?.surprise(Double(doors))
    let surprise = min(prior, learned ?? prior)
    guard surprise >= scene.threshold else { return nil }
    // A function that first answers now was closed to everybody until then.
    let opened = Int(aggregate.closedSuccesses &+ aggregate.rareChanges)
    return Finding(
      kind: .privilegeProbing, subject: scene.directory.subject(aggregate.key),
      severity: opened > 0 ? .critical : .medium, confidence: scene.confidence(surprise),
      surprise: surprise, span: scene.span, requests: Int(aggregate.requests),
      headline: "refused by \(doors) functions in \(scene.spanWords) that are closed to most"
        + (opened > 0 ? "; one that hardly anybody may use answered" : ""),
      gotIn: opened > 0,
      reasons: [
        Reason(
          feature: "closedFunctions", observed: Double(doors),
          expected: scene.population?.closedDoors?.quantile ?? 0, contribution: surprise,
          basis: scene.basis,
          test: learned.map { $0 < prior } == true
            ? scene.population?.closedDoors?.test(of: Double(doors))
            : ReasonTest(
              .experience, [Self.weightOfDoor[min(scene.level, 2)], Double(doors - 1)]))
      ], evidence: scene.evidence(suspect.evidence))
  }
}
