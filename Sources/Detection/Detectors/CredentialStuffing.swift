import Scoring

/// Failed log-ins from many sources, few from each: leaked passwords are tried out, spread over a
/// botnet so that no single source stands out.
///
/// In a log: the log-in endpoint's share of refusals rises far above its own baseline, and so does
/// their number, while no one client is behind most of it.
///
/// What looks most like it and must not ring: Monday morning (more log-ins, the same share of
/// refusals), a broken client release (refusals of one kind, without successes: it rings, and
/// rightly, for nobody can log in), one person who mistypes at night (below the floor).
///
/// Numbers: the tail of a beta-binomial at the endpoint's own share of refusals, over clients and not
/// over tries: one person's tries fail together, so tries say little, while different clients fail
/// independently but for what is wrong with all of them (a correlation of at most 0.05 is believed).
/// The floor is eight refusals in a window and twice the usual share.
///
/// OWASP API2:2023 Broken Authentication; ATT&CK T1110.004 Credential Stuffing.
public struct CredentialStuffing: TrafficDetector {
  static let fewest: UInt32 = 8
  static let leastRatio = 2.0
  /// The concentration of a beta-binomial with a correlation of 0.05 between clients.
  static let leastConcentration = 1 / 0.05 - 1

  /// A detector.
  public init() {}

  /// Rings about refused log-ins beyond floor and threshold.
  public func examine(_ point: TrafficPoint, _ scene: TrafficScene) -> Finding? {
    guard scene.subject.rung == .endpoint, point.failedLogIns >= Self.fewest else { return nil }
    let failures = Int(point.failedLogIns)
    let logIns = Int(point.logIns)
    let expectation = scene.failedLogIns
    let expected = expectation.mean
    guard Double(failures) >= Self.leastRatio * expected * Double(logIns) else { return nil }
    let test = Self.test(point, expectation)
    guard let surprise = test.surprise else { return nil }
    guard surprise >= scene.threshold else { return nil }
    let share = Double(failures) / Double(max(logIns, 1))
    // One client behind most of it is brute force, which has a detector of its own.
    let subject = scene.culprit(
      point.detail?.failureMajority, of: Double(failures),
      excess: Double(failures) - expected * Double(logIns))
    guard subject == scene.subject else { return nil }
    return Finding(
      kind: .credentialStuffing, subject: subject, severity: .high,
      confidence: scene.confidence(surprise), surprise: surprise, span: scene.span,
      requests: logIns,
      headline: "\(failures) of \(logIns) log-ins at \(scene.place) refused"
        + " (\(Quantity.percent(share))), from up to \(point.clients) clients;"
        + " usual is \(Quantity.percent(expected))",
      reasons: [
        Reason(
          feature: "failedLogInShare", observed: share, expected: expected,
          spread: expectation.spread(trials: logIns), contribution: surprise, basis: scene.basis,
          test: test)
      ], evidence: scene.evidence(point.detail?.logInEvidence))
  }

  /// How improbable it is that so many of the window's clients are refused.
  private static func test(_ point: TrafficPoint, _ expectation: RatioExpectation) -> ReasonTest {
    let clients = Int(min(point.clients, point.logIns))
    let refused = Double(clients) * Double(point.failedLogIns) / Double(max(point.logIns, 1))
    let concentration = max(expectation.concentration, leastConcentration)
    return ReasonTest(
      .betaBinomial, [expectation.mean, concentration, Double(Int(refused)), Double(clients)])
  }
}
