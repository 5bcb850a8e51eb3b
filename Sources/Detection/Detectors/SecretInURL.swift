import Inspection
import Scoring
import Traffic

/// Secrets in addresses: passwords, tokens, keys, card numbers, mail addresses. Addresses are written
/// into logs, histories and referers, so whoever reads these has the secret.
///
/// In a log: `GET /reset?token=eyJ…`, `?password=…`, `?email=ann%40example.org`, a number with a
/// card's first digits and check digit (ISO/IEC 7812-1), again and again at one endpoint, and
/// answered.
///
/// What looks most like it and must not ring: a scanner that sends `?password=admin` to whatever it
/// finds (refused, or no endpoint: what the service did not take is not its habit), one user who
/// pastes something odd (three requests are asked for), a parameter called `token` that pages by
/// numbers (the inspector asks what a value looks like).
///
/// Numbers: none but the floor; what a request's own text shows needs no statistics. It accuses the
/// service and not a client, so it is low and told once for an endpoint, again when it was gone for a
/// week; card numbers are medium, because keeping them readable is forbidden (PCI DSS v4.0,
/// requirement 3.4). The evidence is redacted where it leaves.
///
/// OWASP API2:2023, API8:2023; CWE-598; GDPR article 32.
public struct SecretInURL: HourDetector {
  static let fewest: UInt32 = 3
  /// The weight of what needs no statistics: beyond any threshold that a budget could ask for.
  static let surprise = 12.0

  /// A detector.
  public init() {}

  /// Rings once about each endpoint whose addresses hold secrets.
  public func examine(_ hours: [EndpointHour], _ scene: inout HourScene) -> [Finding] {
    var findings: [Finding] = []
    for hour in hours where hour.marks.secrets >= Self.fewest {
      let name = scene.directory.endpoint(hour.endpoint)
      let time = scene.span.start.seconds
      guard scene.inventory.mustTell(.secretInURL, name, at: time) else { continue }
      findings.append(finding(hour, name, scene))
    }
    return findings
  }

  private func finding(_ hour: EndpointHour, _ name: String, _ scene: HourScene) -> Finding {
    let sort = Self.sort(of: hour.secretLines.map(\.text))
    return Finding(
      kind: .secretInURL, subject: Subject(.endpoint, name),
      severity: sort == .card ? .medium : .low, confidence: 0.9, surprise: Self.surprise,
      span: scene.span, requests: Int(hour.marks.secrets),
      headline: "\(hour.marks.secrets) requests in an hour with \(sort.rawValue) in their address",
      reasons: [
        Reason(
          feature: "secretsInAddress", observed: Double(hour.marks.secrets), expected: 0,
          contribution: Self.surprise, basis: "the requests' own text")
      ], evidence: scene.evidence(hour.secretLines))
  }

  /// What stands in the lines, the gravest first.
  private enum Sort: String {
    case card = "card numbers"
    case credential = "passwords, tokens or keys"
    case mail = "mail addresses"
  }

  private static func sort(of lines: [[UInt8]]) -> Sort {
    let text = lines.map { String(decoding: Redactor().redact($0), as: UTF8.self) }.joined()
    if text.contains(Redactor.cardMark) { return .card }
    let isCredential = text.contains(Redactor.mark) || text.contains(Redactor.tokenMark)
    return isCredential || !text.contains(Redactor.mailMark) ? .credential : .mail
  }
}
