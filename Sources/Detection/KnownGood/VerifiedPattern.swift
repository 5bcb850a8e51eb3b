/// A sort of program that is recognised by what it claims to be and by behaving like it.
///
/// A user agent alone proves nothing: anybody can claim it. So a pattern asks for behaviour too, and
/// silences only what is no attack by itself (`Kind.isOnlyConspicuous`). Whoever knows the networks
/// that a program comes from lists them with its agent in an entry of the allowlist, which then
/// silences all that is found about it.
///
/// The agents are those that the makers document; the limits are far above what such programs do:
/// health checks ask for one or two paths, monitors for a handful, and search engines ask their
/// crawlers to stay below a few requests a second.
public enum VerifiedPattern: String, Sendable, Hashable, CaseIterable {
  /// Load balancers and orchestrators that ask whether a server lives.
  case healthChecks = "health-checks"
  /// Services that watch a site from outside, and collectors of metrics.
  case monitors
  /// The crawlers of search engines.
  case searchBots = "search-bots"

  /// Requests a second of a polite crawler, as a mean over its window.
  static let politeRate = 2.0

  /// Texts that stand in the agent.
  var agents: [String] {
    switch self {
    case .healthChecks:
      [
        "kube-probe/", "ELB-HealthChecker/", "GoogleHC/", "Amazon-Route53-Health-Check-Service",
        "Envoy/HC", "Consul Health Check", "HAProxy-HealthCheck",
      ]
    case .monitors:
      [
        "Pingdom", "UptimeRobot/", "StatusCake", "Site24x7", "Datadog", "Prometheus/",
        "Blackbox Exporter/", "Better Uptime Bot", "Checkly/", "NewRelicPinger/", "check_http/",
        "Zabbix",
      ]
    case .searchBots:
      [
        "Googlebot", "bingbot", "DuckDuckBot", "YandexBot", "Applebot", "Baiduspider", "PetalBot",
        "Qwantify", "SeznamBot",
      ]
    }
  }

  /// True where a principal claims to be such a program and behaves like it.
  func vouches(for finding: Finding, _ suspect: Suspect?) -> Bool {
    guard finding.kind.isOnlyConspicuous, let suspect, behaves(suspect, in: finding.span),
      suspect.aggregate.agents.nonzeroBitCount == 1, !finding.evidence.isEmpty
    else { return false }
    return finding.evidence.allSatisfy { line in
      agents.contains { EvidenceText.contains($0, in: line.text) }
    }
  }

  /// Only reads, shows no sign of an attack, tries no log-in, and keeps to what its sort does.
  private func behaves(_ suspect: Suspect, in span: TimeSpan) -> Bool {
    let aggregate = suspect.aggregate
    guard aggregate.unsafe == 0, aggregate.logIns == 0, aggregate.tally < 0,
      !aggregate.key.isUser
    else { return false }
    switch self {
    case .healthChecks: return aggregate.paths.estimate <= 2
    case .monitors: return aggregate.paths.estimate <= 20
    case .searchBots:
      return aggregate.statuses.unauthorized == 0 && aggregate.statuses.forbidden == 0
        && Double(aggregate.requests) <= Self.politeRate * span.seconds
    }
  }
}
