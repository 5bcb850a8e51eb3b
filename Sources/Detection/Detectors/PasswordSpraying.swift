import Scoring
import Traffic

/// One source tries a few common passwords on many accounts.
///
/// In a log: HTTP authentication (or an application that logs the user) refused for one user name
/// after the other, once or twice each, all from one address or one network. The log has to name the
/// user; where it does not, the same attack is told as brute force.
///
/// What looks most like it and must not ring: a shared address or a gateway behind which many people
/// log in (they mostly succeed), a person who tries both of their accounts (two names), a job whose
/// password has run out (one name, again and again: brute force at most).
///
/// Numbers: having failed with one name, an honest source fails with a further one about once in four
/// within a minute, and more often the longer one looks (0.6, 0.45 and 0.3 of surprise for each name
/// beyond the first). More than three tries for each name are no spraying. The floor is five names a
/// minute, eight an hour, twelve a day. Up to some 250 names are told apart; more are many.
///
/// OWASP API2:2023 Broken Authentication; ATT&CK T1110.003 Password Spraying.
public struct PasswordSpraying: PrincipalDetector {
  static let weightOfName = [0.6, 0.45, 0.3]
  static let mostTriesEach = 3.0

  /// A detector.
  public init() {}

  /// True where a principal's refusals are spread over many names.
  static func isSpread(_ aggregate: PrincipalAggregate, level: Int) -> Bool {
    let names = names(aggregate)
    return !aggregate.key.isUser && names >= AccessFloors.of(level: level).users
      && (aggregate.refusedParties == .max
        || Double(aggregate.failedLogIns) <= mostTriesEach * Double(names))
  }

  /// The different names refused; an estimate, but never more than there were tries.
  private static func names(_ aggregate: PrincipalAggregate) -> Int {
    min(BitmapCounter.estimate(of64: aggregate.refusedParties), Int(aggregate.failedLogIns))
  }

  /// Rings about refused names beyond floor and threshold.
  public func examine(_ suspect: Suspect, _ scene: Scene) -> Finding? {
    let aggregate = suspect.aggregate
    guard Self.isSpread(aggregate, level: scene.level),
      Double(aggregate.failedLogIns) >= 0.5 * Double(aggregate.logIns)
    else { return nil }
    let names = Self.names(aggregate)
    let weight = Self.weightOfName[min(scene.level, 2)]
    let surprise = scene.surprise(
      prior: weight * Double(names - 1), \.failedLogIns, Double(aggregate.failedLogIns))
    guard surprise >= scene.threshold else { return nil }
    let gotIn = aggregate.succeededLogIns > 0
    return Finding(
      kind: .passwordSpraying, subject: scene.directory.subject(aggregate.key),
      severity: gotIn ? .critical : .high, confidence: scene.confidence(surprise),
      surprise: surprise, span: scene.span, requests: Int(aggregate.logIns),
      headline: headline(aggregate, names, scene, gotIn: gotIn), gotIn: gotIn,
      reasons: [
        Reason(
          feature: "failedNames", observed: Double(names), expected: 1, contribution: surprise,
          basis: scene.basis,
          test: scene.test(
            weight: weight, amount: Double(names - 1), \.failedLogIns,
            Double(aggregate.failedLogIns)))
      ], evidence: scene.evidence(suspect.evidence))
  }

  private func headline(
    _ aggregate: PrincipalAggregate, _ names: Int, _ scene: Scene, gotIn: Bool
  ) -> String {
    let count = aggregate.refusedParties == .max ? "more than 250" : "\(names)"
    return "\(aggregate.failedLogIns) failed log-ins for \(count) different users in"
      + " \(scene.spanWords)" + (gotIn ? ", and one that succeeded" : "")
  }
}
