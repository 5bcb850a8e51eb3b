/// What is known about every kind: its place in OWASP's and MITRE's lists, its meaning and what to
/// do about it.
///
/// The entries stand in one file for each family of kinds; this one only finds them, by a `switch`
/// without `default`, so that a new kind does not build before somebody has written its entry.
public enum KindCatalogue {
  /// The entry of a kind.
  public static func entry(for kind: Kind) -> KindEntry {
    switch kind {
    case .trafficSurge: .trafficSurge
    case .trafficDrop: .trafficDrop
    case .sourceSilent: .sourceSilent
    case .parseFailures: .parseFailures
    case .errorSurge: .errorSurge
    case .unusualErrors: .unusualErrors
    case .latencySurge: .latencySurge
    case .egressSurge: .egressSurge
    case .requestFlood: .requestFlood
    case .cacheBusting: .cacheBusting
    case .resourceAbuse: .resourceAbuse
    case .bruteForce: .bruteForce
    case .passwordSpraying: .passwordSpraying
    case .credentialStuffing: .credentialStuffing
    case .accountTakeover: .accountTakeover
    case .objectEnumeration: .objectEnumeration
    case .privilegeProbing: .privilegeProbing
    case .credentialSharing: .credentialSharing
    case .contentDiscovery: .contentDiscovery
    case .vulnerabilityScan: .vulnerabilityScan
    case .sensitiveFileAccess: .sensitiveFileAccess
    case .knownScanner: .knownScanner
    case .methodAbuse: .methodAbuse
    case .malformedRequests: .malformedRequests
    case .openProxyProbe: .openProxyProbe
    case .sqlInjection: .sqlInjection
    case .nosqlInjection: .nosqlInjection
    case .crossSiteScripting: .crossSiteScripting
    case .pathTraversal: .pathTraversal
    case .commandInjection: .commandInjection
    case .codeInjection: .codeInjection
    case .jndiInjection: .jndiInjection
    case .serverSideRequestForgery: .serverSideRequestForgery
    case .xmlInjection: .xmlInjection
    case .ldapInjection: .ldapInjection
    case .headerInjection: .headerInjection
    case .webshellAccess: .webshellAccess
    case .scraping: .scraping
    case .userAgentRotation: .userAgentRotation
    case .suspiciousAgent: .suspiciousAgent
    case .newEndpoint: .newEndpoint
    case .undocumentedEndpoint: .undocumentedEndpoint
    case .deprecatedEndpoint: .deprecatedEndpoint
    case .secretInURL: .secretInURL
    case .clientOutlier: .clientOutlier
    case .endpointOutlier: .endpointOutlier
    }
  }

  /// The OWASP entries of several kinds, each once, in the order of the kinds.
  public static func owasp(of kinds: [Kind]) -> [OWASPCategory] {
    unique(kinds.flatMap { entry(for: $0).owasp })
  }

  /// The ATT&CK techniques of several kinds, each once, in the order of the kinds.
  public static func attack(of kinds: [Kind]) -> [String] {
    unique(kinds.flatMap { entry(for: $0).attack })
  }

  private static func unique<T: Hashable>(_ values: [T]) -> [T] {
    var seen: Set<T> = []
    return values.filter { seen.insert($0).inserted }
  }
}
