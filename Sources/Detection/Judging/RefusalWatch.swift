import AccessLog
import Scoring
import Traffic

/// Credential stuffing that is spread so thinly that no single minute betrays it: adds up the refused
/// log-ins of each endpoint (`RefusalSum`), and says which windows must not be learned from.
///
/// In a log: thirteen refused log-ins a minute from as many addresses for an hour, where two a quarter
/// of an hour are usual; or one a minute all day.
///
/// What looks most like it and must not ring: a log-in service that is down (nobody succeeds any more,
/// where attackers leave the honest ones alone), Monday morning (more log-ins, the usual share),
/// one client or a few that guess (not different clients: brute force), a share that is usual here.
///
/// Where four in five of the refusals come from one network (IPv4 /24, IPv6 /64) the finding is about that
/// network: it can be blocked.
///
/// Numbers: the threshold of endpoints (`Thresholds`), eight different clients at least, twice the
/// usual share. Nobody succeeding means less than a quarter of five or more successes expected.
struct RefusalWatch: Sendable {
  private var sums: [EndpointID: RefusalSum] = [:]

  static let fewestClients = 8
  static let leastRatio = 2.0
  static let fewestExpected = 5.0
  static let outageShare = 0.25
  /// Above this surprise (one in ten) a window leans to an attack and is not learned from.
  static let leaning = 1.0

  /// True while an endpoint's log-ins lean to an attack.
  func leans(_ endpoint: EndpointID) -> Bool {
    (sums[endpoint]?.surprise ?? 0) >= Self.leaning
  }

  /// Takes a window of an endpoint in, and answers what it shows. O(1).
  mutating func examine(_ point: TrafficPoint, _ scene: TrafficScene) -> Finding? {
    guard point.logIns > 0 else { return nil }
    let expected = RefusalSum.Expectation(
      share: scene.failedLogIns, logIns: scene.requests?.mean ?? 0)
    var sum = sums[point.endpoint] ?? RefusalSum()
    sum.take(point, at: scene.span.start.seconds, expected)
    sums[point.endpoint] = sum.isCalm ? nil : sum
    guard sum.surprise >= scene.threshold, point.failedLogIns > 0,
      sum.clients.estimate >= Self.fewestClients,
      Double(sum.refused) >= Self.leastRatio * sum.expectedRefused, !Self.isOutage(sum)
    else { return nil }
    return finding(sum, point, scene)
  }

  private static func isOutage(_ sum: RefusalSum) -> Bool {
    sum.expectedSucceeded >= fewestExpected
      && sum.succeeded < outageShare * sum.expectedSucceeded
  }

  /// The network behind four in five refusals, else the endpoint. A vote's lead is at most twice the
  /// leader's amount less the total (Boyer & Moore), so a lead of three fifths is enough.
  private static func subject(_ sum: RefusalSum, _ scene: TrafficScene) -> Subject {
    guard sum.networks.leader.isNetwork, sum.networks.lead * 5 >= sum.refused * 3 else {
      return scene.subject
    }
    return scene.directory.subject(sum.networks.leader)
  }

  private func finding(
    _ sum: RefusalSum, _ point: TrafficPoint, _ scene: TrafficScene
  ) -> Finding {
    let share = Double(sum.refused) / Double(max(sum.logIns, 1))
    let span = TimeSpan(start: Timestamp(seconds: sum.since), end: scene.span.end)
    let usual = scene.failedLogIns.mean
    return Finding(
      kind: .credentialStuffing, subject: Self.subject(sum, scene), severity: .high,
      confidence: scene.confidence(sum.surprise), surprise: sum.surprise, span: span,
      requests: Int(sum.logIns),
      headline: "\(sum.refused) of \(sum.logIns) log-ins at \(scene.place) refused"
        + " (\(Quantity.percent(share))) in \(span.words), from about \(sum.clients.estimate) clients;"
        + " usual is \(Quantity.percent(usual))",
      reasons: [
        Reason(
          feature: "failedLogInShare", observed: share, expected: usual,
          spread: scene.failedLogIns.spread(trials: Int(sum.logIns)), contribution: sum.surprise,
          basis: scene.basis)
      ], evidence: scene.evidence(point.detail?.logInEvidence))
  }
}

extension RefusalWatch: Snapshotting {
  /// The sums as they are kept over a restart.
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.table(&sums)
  }
}
