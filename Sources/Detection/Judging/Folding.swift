import AccessLog

/// Makes one story of what many subjects show at the same time.
///
/// - A deploy that breaks ten endpoints is one incident about the service, not ten.
/// - A botnet's clients that each did a little of the same are one incident, not two hundred. (Signs
///   that a request's own text proves are never folded: each of those clients is guilty by itself.)
struct Folding {
  let record: WindowRecord
  let book: IncidentBook

  /// From so many clients with the same finding on, it is one distributed attack.
  static let crowd = 6
  /// From so many endpoints with the same finding on, it is the service.
  static let breadth = 3

  func fold(_ findings: [Finding]) -> [Finding] {
    guard findings.count > 1 || findings.contains(where: { $0.subject.rung == .endpoint }) else {
      return findings
    }
    return foldEndpoints(foldCrowds(foldUsers(findings)))
  }

  // MARK: - Users

  /// A user who came from one address only is found twice, by name and by address, with the same
  /// numbers. The address stays: it can be blocked. A user found with more stays as a user.
  private func foldUsers(_ findings: [Finding]) -> [Finding] {
    guard findings.contains(where: { $0.subject.rung == .user }) else { return findings }
    let ofClients = Set(findings.filter { $0.subject.rung == .client }.map(Self.numbers))
    return findings.filter { $0.subject.rung != .user || !ofClients.contains(Self.numbers($0)) }
  }

  private static func numbers(_ finding: Finding) -> Finding {
    var finding = finding
    finding.subject = .service
    finding.evidence = []
    return finding
  }

  // MARK: - Clients

  private func foldCrowds(_ findings: [Finding]) -> [Finding] {
    var result = findings
    for kind in [
      Kind.bruteForce, .objectEnumeration, .contentDiscovery, .egressSurge, .cacheBusting,
      .scraping, .userAgentRotation, .suspiciousAgent,
    ] {
      let clients = result.filter { $0.kind == kind && $0.subject.rung == .client }
      guard Set(clients.map(\.subject)).count >= Self.crowd, let merged = crowd(clients, kind)
      else { continue }
      result.removeAll { $0.kind == kind && $0.subject.rung == .client }
      result.append(merged)
    }
    return result
  }

  private func crowd(_ clients: [Finding], _ kind: Kind) -> Finding? {
    guard let strongest = clients.max(by: { $0.surprise < $1.surprise }) else { return nil }
    var merged = strongest
    merged.kind = kind == .bruteForce ? .credentialStuffing : kind
    merged.subject = book.openSubject(of: merged.kind, during: record.span) ?? .service
    merged.requests = clients.reduce(0) { $0 + $1.requests }
    merged.severity = clients.map(\.severity).max() ?? strongest.severity
    merged.gotIn = clients.contains(where: \.gotIn)
    merged.headline =
      "\(Set(clients.map(\.subject)).count) clients did the same; one of them: \(strongest.headline)"
    merged.evidence = clients.prefix(IncidentBook.evidenceLimit).compactMap(\.evidence.first)
    return merged
  }

  // MARK: - Endpoints

  private func foldEndpoints(_ findings: [Finding]) -> [Finding] {
    var result = findings
    for kind in [
      Kind.trafficSurge, .errorSurge, .egressSurge, .latencySurge, .trafficDrop, .unusualErrors,
    ] {
      let count = result.count { $0.kind == kind && $0.subject.rung == .endpoint }
      let isWide =
        count >= Self.breadth || result.contains { $0.kind == kind && $0.subject == .service }
        || book.isOpen(.service, with: kind, during: record.span)
      guard count > 0, isWide else { continue }
      for place in result.indices
      where result[place].kind == kind && result[place].subject.rung == .endpoint {
        result[place].subject = .service
      }
    }
    return result
  }
}
