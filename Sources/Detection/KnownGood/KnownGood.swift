import AccessLog

/// Traffic that its owner vouches for: what is found about it is not told, unless it proves a
/// break-in.
public struct KnownGood: Sendable, Hashable {
  /// What the user has listed.
  public var entries: [KnownGoodEntry]
  /// Programs that are recognised by what they claim and by behaving like it.
  public var patterns: [VerifiedPattern]

  /// Known good traffic; by default the patterns, and nothing listed.
  public init(
    entries: [KnownGoodEntry] = [], patterns: [VerifiedPattern] = VerifiedPattern.allCases
  ) {
    self.entries = entries
    self.patterns = patterns
  }
}

/// One line of an allowlist: whom it is about, why, and until when.
///
/// All criteria that are given must fit; of the texts within one, any. An entry with a network or a
/// user names somebody: all findings about them are silenced. One that only names agents or paths
/// describes what anybody can send: it silences what is no attack by itself (how much, how
/// regularly), never a sign of intent.
public struct KnownGoodEntry: Sendable, Hashable {
  /// Why it is good, for whoever reads it in a year.
  public var reason: String
  /// Addresses and networks that clients come from.
  public var networks: [Network]
  /// Texts of user agents; a `*` at the end stands for anything.
  public var agents: [String]
  /// Paths; a `*` at the end stands for anything.
  public var paths: [String]
  /// Names of users.
  public var users: [String]
  /// The first moment (of event time) at which it holds no more; nil for one without an end.
  public var expires: Timestamp?

  /// An entry.
  public init(
    reason: String, networks: [Network] = [], agents: [String] = [], paths: [String] = [],
    users: [String] = [], expires: Timestamp? = nil
  ) {
    self.reason = reason
    self.networks = networks
    self.agents = agents
    self.paths = paths
    self.users = users
    self.expires = expires
  }

  /// True where it names somebody, and not only something that anybody can send.
  var namesSomebody: Bool { !networks.isEmpty || !users.isEmpty }
  /// True without a criterion: it would silence everything.
  public var isEmpty: Bool {
    networks.isEmpty && agents.isEmpty && paths.isEmpty && users.isEmpty
  }

  /// True where the entry vouches for what a finding is about.
  /// - Parameter suspect: The principal behind it, where one is known.
  func vouches(for finding: Finding, _ suspect: Suspect?) -> Bool {
    if let expires, finding.span.end > expires { return false }
    guard !isEmpty, namesSomebody || finding.kind.isOnlyConspicuous else { return false }
    return (networks.isEmpty || networks.contains { holds($0, finding.subject) })
      && (users.isEmpty || (finding.subject.rung == .user && users.contains(finding.subject.value)))
      && (agents.isEmpty || agentFits(finding, suspect))
      && (paths.isEmpty || pathFits(finding))
  }

  private func holds(_ network: Network, _ subject: Subject) -> Bool {
    guard subject.rung == .client || subject.rung == .network,
      let other = Network(subject.value)
    else { return false }
    return other.prefix >= network.prefix && network.contains(other.base)
  }

  /// One agent alone was used, and every line that is shown has it.
  private func agentFits(_ finding: Finding, _ suspect: Suspect?) -> Bool {
    guard suspect?.aggregate.agents.nonzeroBitCount == 1, !finding.evidence.isEmpty else {
      return false
    }
    return finding.evidence.allSatisfy { line in
      agents.contains { EvidenceText.contains($0, in: line.text) }
    }
  }

  private func pathFits(_ finding: Finding) -> Bool {
    if finding.subject.rung == .endpoint {
      let path = finding.subject.value.split(separator: " ", maxSplits: 1).last.map(String.init)
      return paths.contains { EvidenceText.fits($0, path: path ?? "") }
    }
    guard !finding.evidence.isEmpty else { return false }
    return finding.evidence.allSatisfy { line in
      paths.contains { EvidenceText.asks(for: $0, in: line.text) }
    }
  }
}

extension Kind {
  /// True for what only shows that somebody is busy or odd: no intent is proved by it.
  var isOnlyConspicuous: Bool {
    switch self {
    case .contentDiscovery, .scraping, .suspiciousAgent, .clientOutlier, .cacheBusting: true
    default: !KindCatalogue.entry(for: self).isAttack
    }
  }
}
