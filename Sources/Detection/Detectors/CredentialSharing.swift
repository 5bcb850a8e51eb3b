import Scoring
import Traffic

/// One credential is used from many networks at once: a key that was stolen, published or sold.
///
/// In a log that names the user: within an hour requests of one user are answered to addresses of
/// eight networks, with as many user agents.
///
/// What looks most like it and must not ring: a person on the way (home, mobile, office: three networks
/// in an hour), a service account of a cluster that leaves by several addresses (its habit, and
/// mostly one /24 or /48), a user whose password is guessed from everywhere (refused: only answers count).
///
/// Numbers: a network is an IPv4 /24 or an IPv6 /48. The first two within a minute, three within an hour and six within a
/// day are anybody's; each further one is about a sixteenth, a sixth and a third as likely (1.2, 0.8
/// and 0.5 of surprise), each agent beyond the fourth half (0.3). Where the service's own users are
/// known they have to agree. An account that was seen like that on three days is shared on purpose.
///
/// OWASP API2:2023 Broken Authentication; ATT&CK T1550 Use Alternate Authentication Material.
public struct CredentialSharing: PrincipalDetector {
  static let weightOfNetwork = [1.2, 0.8, 0.5]
  static let anybodys = [2, 3, 6]
  static let weightOfAgent = 0.3
  static let anybodysAgents = 4

  /// A detector.
  public init() {}

  /// General experience's surprise of a user's networks and agents.
  static func prior(_ aggregate: PrincipalAggregate, level: Int) -> Double {
    let level = min(level, 2)
    let networks = BitmapCounter.estimate(of64: aggregate.parties)
    let ofNetworks = weightOfNetwork[level] * Double(max(networks - anybodys[level], 0))
    let agents = aggregate.agents.nonzeroBitCount
    return ofNetworks
      + (ofNetworks > 0 ? weightOfAgent * Double(max(agents - anybodysAgents, 0)) : 0)
  }

  /// Rings about networks beyond floor and threshold.
  public func examine(_ suspect: Suspect, _ scene: Scene) -> Finding? {
    let aggregate = suspect.aggregate
    guard aggregate.key.isUser else { return nil }
    let networks = BitmapCounter.estimate(of64: aggregate.parties)
    guard networks >= AccessFloors.of(level: scene.level).networks else { return nil }
    let prior = Self.prior(aggregate, level: scene.level)
    let learned = scene.population?.networks?.surprise(Double(networks))
    let surprise = min(prior, learned ?? prior)
    guard surprise >= scene.threshold,
      !scene.isHabit(aggregate.key, \.networks, Double(networks))
    else { return nil }
    return Finding(
      kind: .credentialSharing, subject: scene.directory.subject(aggregate.key),
      severity: .medium, confidence: scene.confidence(surprise), surprise: surprise,
      span: scene.span, requests: Int(aggregate.requests),
      headline: "one credential used from \(networks) networks in \(scene.spanWords)"
        + ", by \(aggregate.agents.nonzeroBitCount) different programs",
      reasons: [
        Reason(
          feature: "networks", observed: Double(networks),
          expected: scene.population?.networks?.quantile ?? Double(Self.anybodys[0]),
          contribution: surprise, basis: scene.basis)
      ], evidence: scene.evidence(suspect.evidence))
  }
}
