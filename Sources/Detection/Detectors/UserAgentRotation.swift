import Scoring
import Traffic

/// One address that shows a new user agent with every other request: a program that hides behind a
/// list of browsers.
///
/// In a log: the same endpoint asked again and again by one client, now by Chrome, now by Firefox, now
/// by an iPhone, none of them loading a picture, coming from a page, or doing anything else.
///
/// What looks most like it and must not ring: an office, a university or a carrier with hundreds of
/// people behind one address (their agents go to many endpoints, log in, load pictures, send referers;
/// and other such addresses show as many), a crawler with a mobile and a desktop name (two), a test
/// farm (many endpoints).
///
/// Numbers: a dozen different agents are asked for, as many as the versions of browsers in common use.
/// From there on each further agent without one more endpoint weighs 0.25 (about one in two is believed
/// to be another person). Where the service's history is known its principals have to agree that so
/// many agents are rare. Low.
///
/// OWASP API6:2023 Unrestricted Access to Sensitive Business Flows; OAT-011 Scraping.
public struct UserAgentRotation: PrincipalDetector {
  static let weightOfAgent = 0.25
  static let fewest = 12
  static let fewestRequests: UInt32 = 30
  /// So many agents go to a further endpoint if people are behind them.
  static let agentsPerEndpoint = 6

  /// A detector.
  public init() {}

  /// True if the detector could ring about a principal.
  @inline(__always)
  static func couldMatter(_ aggregate: PrincipalAggregate, _ floors: Floors) -> Bool {
    aggregate.agents.nonzeroBitCount >= fewest - 2 && aggregate.requests >= fewestRequests
  }

  /// Rings about hours and days with too many agents.
  public func examine(_ suspect: Suspect, _ scene: Scene) -> Finding? {
    let aggregate = suspect.aggregate
    let agents = aggregate.distinctAgents
    guard scene.level > 0, !scene.isRunning, agents >= Self.fewest,
      aggregate.requests >= Self.fewestRequests,
      !aggregate.key.isUser, isOneHand(aggregate, agents)
    else { return nil }
    let surprise = scene.surprise(
      prior: Self.weightOfAgent * Double(agents), \.agents, Double(agents))
    guard surprise >= scene.threshold else { return nil }
    return Finding(
      kind: .userAgentRotation, subject: scene.directory.subject(aggregate.key), severity: .low,
      confidence: scene.confidence(surprise), surprise: surprise, span: scene.span,
      requests: Int(aggregate.requests),
      headline: "showed \(agents) different user agents in \(scene.spanWords)"
        + " and asked for the same \(aggregate.distinctEndpoints) endpoints with all of them",
      reasons: [
        Reason(
          feature: "distinctAgents", observed: Double(agents), expected: scene.expected(\.agents),
          contribution: surprise, basis: scene.basis,
          test: scene.test(
            weight: Self.weightOfAgent, amount: Double(agents), \.agents, Double(agents)))
      ], evidence: scene.evidence(suspect.evidence))
  }

  /// True if all agents do the same and nothing that people do.
  private func isOneHand(_ aggregate: PrincipalAggregate, _ agents: Int) -> Bool {
    aggregate.distinctEndpoints <= max(2, agents / Self.agentsPerEndpoint)
      && aggregate.unsafe == 0 && aggregate.logIns == 0 && aggregate.staticFiles == 0
      && aggregate.manner.referers * 10 <= aggregate.requests
  }
}
