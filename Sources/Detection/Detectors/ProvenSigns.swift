import Inspection
import Scoring
import Traffic

/// Requests whose own text proves intent: injections, known scanners, probes for sensitive files and
/// known weaknesses. One request is enough, because no honest client sends it.
///
/// What the text has to look like is the `Inspector`'s business, with a file for each family; here
/// it is counted and weighed by the answers. Refused by the server (4xx), it is somebody trying
/// (medium); answered 2xx or 5xx, the attack reached something (high); a sensitive file or a web
/// shell answered 2xx means that they got in (critical).
///
/// Signs that are only suspected ring together: several suspicious requests of one family by one
/// client, where honest traffic has one by accident. Each weighs 1.5 of surprise (about one honest
/// request in thirty of those that look odd at all), so three to five make a finding.
public struct ProvenSigns: PrincipalDetector {
  /// Surprise of a proven sign: beyond any threshold that a budget could ask for.
  static let surpriseOfProof = 12.0
  /// Surprise of a request that is only suspicious.
  static let weightOfSuspicion = 1.5

  /// What every address on the internet sees a few of each day: TLS bytes on a plain port, a passing
  /// probe for an open proxy, a survey of the whole internet that asks for the front page. Low, until
  /// there is a handful.
  static let noise: Set<Sign> = [
    .methodAbuse, .malformedRequests, .openProxyProbe, .knownScanner,
  ]
  static let fewestOfNoise = 5

  let kind: Kind
  let sign: Sign
  /// What was tried, for the headline: "SQL injection".
  let noun: String

  /// True where an answer of 2xx means that they got what they came for.
  private var isPrize: Bool { sign == .sensitiveFileAccess || sign == .webshellAccess }

  /// Rings about one proof, or about several suspicions.
  public func examine(_ suspect: Suspect, _ scene: Scene) -> Finding? {
    guard suspect.aggregate.tally >= 0, !suspect.aggregate.key.isUser else { return nil }
    let proven = suspect.tally.proven(sign)
    let suspected = suspect.tally.suspected(sign)
    guard proven > 0 || Double(suspected) * Self.weightOfSuspicion >= scene.threshold else {
      return nil
    }
    // Many suspicious requests are of one habit unless most of what the client does is suspicious.
    if proven == 0, suspected * 5 < Int(suspect.aggregate.requests) { return nil }
    let surprise =
      proven > 0
      ? Self.surpriseOfProof + Double(proven).squareRoot()
      : Double(suspected) * Self.weightOfSuspicion
    return finding(suspect, scene, proven: proven, suspected: suspected, surprise)
  }

  private func finding(
    _ suspect: Suspect, _ scene: Scene, proven: Int, suspected: Int, _ surprise: Double
  ) -> Finding {
    let answered = suspect.tally.provenAnswered(sign)
    let count = max(proven, suspected)
    let gotIn = isPrize && answered > 0
    let requests = count == 1 ? "1 request" : "\(count) requests"
    return Finding(
      kind: kind, subject: scene.directory.subject(suspect.aggregate.key),
      severity: severity(proven: proven, answered: answered, gotIn: gotIn),
      confidence: proven > 0 ? min(0.99, 0.9 + 0.02 * Double(proven)) : 0.6, surprise: surprise,
      span: scene.span, requests: count,
      headline: "\(requests) of \(noun)" + (proven > 0 ? "" : " (suspected)")
        + (answered > 0 ? ", \(answered) answered 2xx" : ""),
      gotIn: gotIn,
      reasons: [
        Reason(
          feature: "\(kind.rawValue)Requests", observed: Double(count), expected: 0,
          contribution: surprise, basis: proven > 0 ? "the request's own text" : "suspicious text",
          test: proven > 0
            ? ReasonTest(.proof, [Double(proven)])
            : ReasonTest(.experience, [Self.weightOfSuspicion, Double(suspected)]))
      ], evidence: scene.evidence(suspect.signEvidence))
  }

  private func severity(proven: Int, answered: Int, gotIn: Bool) -> Severity {
    if gotIn { return .critical }
    if proven == 0 { return .low }
    if Self.noise.contains(sign) { return proven >= Self.fewestOfNoise ? .medium : .low }
    return answered > 0 ? .high : .medium
  }

  /// A detector for each family that the inspector knows.
  public static let all: [ProvenSigns] = [
    ProvenSigns(kind: .sqlInjection, sign: .sqlInjection, noun: "SQL injection"),
    ProvenSigns(kind: .nosqlInjection, sign: .nosqlInjection, noun: "NoSQL injection"),
    ProvenSigns(
      kind: .crossSiteScripting, sign: .crossSiteScripting, noun: "cross-site scripting"),
    ProvenSigns(kind: .pathTraversal, sign: .pathTraversal, noun: "path traversal"),
    ProvenSigns(kind: .commandInjection, sign: .commandInjection, noun: "command injection"),
    ProvenSigns(kind: .codeInjection, sign: .codeInjection, noun: "code injection"),
    ProvenSigns(kind: .jndiInjection, sign: .jndiInjection, noun: "JNDI injection (log4shell)"),
    ProvenSigns(
      kind: .serverSideRequestForgery, sign: .serverSideRequestForgery,
      noun: "server-side request forgery"),
    ProvenSigns(kind: .xmlInjection, sign: .xmlInjection, noun: "XML injection"),
    ProvenSigns(kind: .ldapInjection, sign: .ldapInjection, noun: "LDAP injection"),
    ProvenSigns(kind: .headerInjection, sign: .headerInjection, noun: "header injection"),
    ProvenSigns(kind: .webshellAccess, sign: .webshellAccess, noun: "access to a web shell"),
    ProvenSigns(
      kind: .sensitiveFileAccess, sign: .sensitiveFileAccess, noun: "probing for sensitive files"),
    ProvenSigns(
      kind: .vulnerabilityScan, sign: .vulnerabilityScan, noun: "probing for known weaknesses"),
    ProvenSigns(kind: .knownScanner, sign: .knownScanner, noun: "a known attack tool"),
    ProvenSigns(kind: .methodAbuse, sign: .methodAbuse, noun: "abuse of HTTP methods"),
    ProvenSigns(kind: .malformedRequests, sign: .malformedRequests, noun: "what is no HTTP"),
    ProvenSigns(
      kind: .accountTakeover, sign: .sessionFixation, noun: "a session brought along in an address"),
    ProvenSigns(kind: .openProxyProbe, sign: .openProxyProbe, noun: "probing for an open proxy"),
  ]
}
