import Scoring

/// Many failed log-ins from one source: somebody guesses passwords.
///
/// In a log: `POST /login` answered 401, 403, 400, 422 or 429 again and again (or 200, by a form that
/// redirects who succeeds), or HTTP authentication refusing the same few user names. A success after
/// five or more refusals in a row says that a guess was right: they got in. Log-ins are known by the
/// words in their path and by how they answer (`AnswerBook`).
///
/// What looks most like it and must not ring: a person who mistypes (two, three, five times), an
/// application whose token has expired and which gets 401 on every endpoint (no log-in, no
/// credentials), a shared address behind which some of hundreds of people mistype.
///
/// Numbers: people fail a log-in about once in ten and, having failed, about three times in ten
/// again, so k refusals in a minute
/// have a chance near 0.3ᵏ: 0.52 of surprise each. An hour and a day have room for more honest
/// tries, so a refusal weighs 0.3 and 0.15 there. Where the service's own history is known it has
/// to agree.
///
/// OWASP API2:2023 Broken Authentication; ATT&CK T1110.001 Password Guessing.
public struct BruteForce: PrincipalDetector {
  /// Surprise of each refusal by general experience, by level of window.
  static let weightOfFailure = [0.52, 0.3, 0.15]

  /// A detector.
  public init() {}

  /// Rings about failed log-ins beyond floor and threshold.
  public func examine(_ suspect: Suspect, _ scene: Scene) -> Finding? {
    let aggregate = suspect.aggregate
    let failures = Int(aggregate.failedLogIns)
    // A user whose password is guessed is the victim; the client that guesses is found.
    guard failures >= scene.floors.failedLogIns, !aggregate.key.isUser,
      !PasswordSpraying.isSpread(aggregate, level: scene.level)
    else { return nil }
    // A shared address succeeds as often as it fails; a guesser does not.
    guard Double(failures) >= 0.5 * Double(aggregate.logIns) else { return nil }
    let weight = Self.weightOfFailure[min(scene.level, 2)]
    let surprise = scene.surprise(
      prior: weight * Double(failures), \.failedLogIns, Double(failures))
    guard surprise >= scene.threshold else { return nil }
    let gotIn = aggregate.successesAfterFailures > 0
    return Finding(
      kind: .bruteForce, subject: scene.directory.subject(aggregate.key),
      severity: gotIn ? .critical : .medium, confidence: scene.confidence(surprise),
      surprise: surprise, span: scene.span, requests: Int(aggregate.logIns),
      headline: headline(failures, scene, gotIn: gotIn), gotIn: gotIn,
      reasons: [
        Reason(
          feature: "failedLogIns", observed: Double(failures),
          expected: scene.expected(\.failedLogIns), contribution: surprise, basis: scene.basis,
          test: scene.test(
            weight: weight, amount: Double(failures), \.failedLogIns, Double(failures)))
      ], evidence: scene.evidence(suspect.evidence))
  }

  private func headline(_ failures: Int, _ scene: Scene, gotIn: Bool) -> String {
    "\(failures) failed log-ins in \(scene.spanWords)" + (gotIn ? ", then a success" : "")
  }
}
