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
  /// What crowds share out.
  static let shared: [Kind] = [
    .bruteForce, .passwordSpraying, .objectEnumeration, .contentDiscovery, .privilegeProbing,
    .egressSurge, .cacheBusting, .scraping, .userAgentRotation, .suspiciousAgent,
  ]
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
    for kind in Self.shared {
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
    let network = Self.network(of: clients.map(\.subject))
    if network == nil, kind == .bruteForce || kind == .passwordSpraying {
      merged.kind = .credentialStuffing
    }
    merged.subject =
      network ?? book.openSubject(of: merged.kind, during: record.span) ?? .service
    merged.requests = clients.reduce(0) { $0 + $1.requests }
    merged.severity = clients.map(\.severity).max() ?? strongest.severity
    merged.gotIn = clients.contains(where: \.gotIn)
    merged.headline =
      "\(Set(clients.map(\.subject)).count) clients did the same; one of them: \(strongest.headline)"
    merged.evidence = clients.prefix(IncidentBook.evidenceLimit).compactMap(\.evidence.first)
    return merged
  }

  /// The network that all of the clients lie in, IPv4 /24 or IPv6 /64: the narrowest rung that
  /// explains them.
  private static func network(of clients: [Subject]) -> Subject? {
    let networks = Set(
      clients.map { client in
        Address(client.value).map { Network($0, prefix: $0.isV4 ? 24 : 64).description }
      })
    guard networks.count == 1, let only = networks.first, let network = only else { return nil }
    return Subject(.network, network)
  }

  // MARK: - Networks

  /// Leaves out a network where one of its addresses explains it, or was told before.
  ///
  /// Guessing by a network belongs to the credential stuffing at an endpoint that goes on meanwhile.
  static func narrowed(
    _ networks: [Finding], by clients: [Finding], _ book: IncidentBook
  ) -> [Finding] {
    networks.map { finding in
      guard finding.kind == .bruteForce || finding.kind == .passwordSpraying,
        let wider = book.openSubject(of: .credentialStuffing, during: finding.span),
        wider.rung == .endpoint
      else { return finding }
      var finding = finding
      finding.headline = "addresses of \(finding.subject.value): \(finding.headline)"
      finding.subject = wider
      finding.kind = .credentialStuffing
      return finding
    }.filter { finding in
      guard finding.subject.rung == .network, let network = Network(finding.subject.value)
      else { return true }
      return book.isGoingOn(finding.subject, during: finding.span)
        || !clients.contains {
          $0.kind == finding.kind && $0.subject.rung == .client
            && Address($0.subject.value).map(network.contains) == true
        }
    }
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
