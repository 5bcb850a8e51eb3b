import AccessLog

/// Makes one story of clients that do the same one after the other: who changes the address for each
/// few tries, within one network or all over the world, is one attacker.
///
/// `Folding` sees who does the same in one window; this remembers who did it lately:
///
/// - Addresses of one IPv6 /64 are one host or one site. From the third on, whatever they do, it is
///   the network.
/// - Addresses of one IPv4 /24 are the network from the third on that does the same.
/// - Clients from anywhere that guess passwords or walk through objects, six within an hour, are a
///   distributed attack.
///
/// What a request's own text proves is never put on an IPv4 network: each of those clients is guilty
/// by itself, and its neighbours may be honest. A client whose own incident is going on keeps it.
///
/// At most `capacity` sightings are remembered, the latest.
struct Crowds: Sendable {
  /// Who was seen doing what, and when.
  struct Sighting: Sendable, Hashable {
    var client: String
    var network: String
    var kind: Kind
    var seconds: Int64
  }

  private var sightings: [Sighting] = []

  static let capacity = 1024
  static let fewestOfNetwork = 3
  static let fewestAnywhere = Folding.crowd
  /// A network is remembered as long as a client's story lasts, a crowd for an hour.
  static let networkSeconds: Int64 = 6 * 3600
  static let crowdSeconds: Int64 = 3600
  /// Kinds that a whole IPv4 network can be blamed for.
  static let ofNetworks: Set<Kind> = [
    .bruteForce, .passwordSpraying, .objectEnumeration, .contentDiscovery, .privilegeProbing,
    .accountTakeover, .requestFlood,
  ]
  /// Kinds that a botnet shares out.
  static let ofBotnets: Set<Kind> = [.bruteForce, .passwordSpraying, .objectEnumeration]

  /// Puts findings about clients on the network or the crowd that they belong to.
  mutating func gather(_ findings: [Finding], _ book: IncidentBook) -> [Finding] {
    findings.map { finding in
      guard finding.subject.rung == .client, let address = Address(finding.subject.value),
        !book.isGoingOn(finding.subject, during: finding.span)
      else { return finding }
      return place(finding, address, book)
    }
  }

  private mutating func place(_ finding: Finding, _ address: Address, _ book: IncidentBook)
    -> Finding
  {
    let network = Network(address, prefix: address.isV4 ? 24 : 64).description
    let subject = Subject(.network, network)
    let isAllOne = !address.isV4
    guard isAllOne || Self.ofNetworks.contains(finding.kind) else { return finding }
    let now = finding.span.end.seconds
    let clients = note(finding, network, now)
    let ofNetwork = clients.filter {
      $0.network == network && (isAllOne || $0.kind == finding.kind)
    }
    let isKnown =
      isAllOne
      ? book.isGoingOn(subject, during: finding.span)
      : book.isOpen(subject, with: finding.kind, during: finding.span)
    if isKnown || Set(ofNetwork.map(\.client)).count >= Self.fewestOfNetwork {
      return told(
        finding, of: subject, count: Set(ofNetwork.map(\.client)).count, "addresses of this network"
      )
    }
    let anywhere = clients.filter {
      $0.kind == finding.kind && now - $0.seconds <= Self.crowdSeconds
    }
    let count = Set(anywhere.map(\.client)).count
    guard Self.ofBotnets.contains(finding.kind), count >= Self.fewestAnywhere else {
      return finding
    }
    var crowd = finding
    crowd.kind = finding.kind == .objectEnumeration ? finding.kind : .credentialStuffing
    let open = book.openSubject(of: crowd.kind, during: finding.span) ?? .service
    return told(crowd, of: open, count: count, "clients")
  }

  private func told(_ finding: Finding, of subject: Subject, count: Int, _ noun: String) -> Finding
  {
    var finding = finding
    finding.subject = subject
    if count > 1 {
      finding.headline = "\(count) \(noun) did the same; one of them: \(finding.headline)"
    }
    return finding
  }

  /// Notes a client, and answers who was seen lately.
  private mutating func note(_ finding: Finding, _ network: String, _ now: Int64) -> [Sighting] {
    sightings.removeAll { now - $0.seconds > Self.networkSeconds }
    let sighting = Sighting(
      client: finding.subject.value, network: network, kind: finding.kind, seconds: now)
    if let known = sightings.firstIndex(where: {
      $0.client == sighting.client && $0.kind == sighting.kind
    }) {
      sightings[known].seconds = now
    } else {
      sightings.append(sighting)
      if sightings.count > Self.capacity { sightings.removeFirst() }
    }
    return sightings
  }
}

extension Crowds: Snapshotting {
  /// Who was seen lately, as it is kept over a restart.
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.parts(
      &sightings, new: Sighting(client: "", network: "", kind: .bruteForce, seconds: 0))
  }
}

extension Crowds.Sighting: Snapshotting {
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.text(&client)
    try archive.text(&network)
    try archive.choice(&kind)
    try archive.value(&seconds)
  }
}
