/// What a finding is about: the names of these cases are used in the code, the alerts, the
/// configuration and the documents alike.
public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
  // Abnormal traffic
  case trafficSurge = "traffic-surge"
  case trafficDrop = "traffic-drop"
  case sourceSilent = "source-silent"
  case parseFailures = "parse-failures"
  case errorSurge = "error-surge"
  case unusualErrors = "unusual-errors"
  case latencySurge = "latency-surge"
  case egressSurge = "egress-surge"
  case requestFlood = "request-flood"
  case cacheBusting = "cache-busting"
  case resourceAbuse = "resource-abuse"

  // Unauthorized access
  case bruteForce = "brute-force"
  case passwordSpraying = "password-spraying"
  case credentialStuffing = "credential-stuffing"
  case accountTakeover = "account-takeover"
  case objectEnumeration = "object-enumeration"
  case privilegeProbing = "privilege-probing"
  case credentialSharing = "credential-sharing"

  // Probing
  case contentDiscovery = "content-discovery"
  case vulnerabilityScan = "vulnerability-scan"
  case sensitiveFileAccess = "sensitive-file-access"
  case knownScanner = "known-scanner"
  case methodAbuse = "method-abuse"
  case malformedRequests = "malformed-requests"
  case openProxyProbe = "open-proxy-probe"

  // Injection
  case sqlInjection = "sql-injection"
  case nosqlInjection = "nosql-injection"
  case crossSiteScripting = "cross-site-scripting"
  case pathTraversal = "path-traversal"
  case commandInjection = "command-injection"
  case codeInjection = "code-injection"
  case jndiInjection = "jndi-injection"
  case serverSideRequestForgery = "server-side-request-forgery"
  case xmlInjection = "xml-injection"
  case ldapInjection = "ldap-injection"
  case headerInjection = "header-injection"
  case webshellAccess = "webshell-access"

  // Automation
  case scraping
  case userAgentRotation = "user-agent-rotation"
  case suspiciousAgent = "suspicious-agent"

  // Inventory and hygiene
  case newEndpoint = "new-endpoint"
  case undocumentedEndpoint = "undocumented-endpoint"
  case deprecatedEndpoint = "deprecated-endpoint"
  case secretInURL = "secret-in-url"

  // Learned outliers
  case clientOutlier = "client-outlier"
  case endpointOutlier = "endpoint-outlier"

  /// True for kinds that say how much and not what: beside a kind that says what was tried they do
  /// not name the incident.
  public var isGeneral: Bool {
    switch self {
    case .trafficSurge, .trafficDrop, .requestFlood, .egressSurge, .errorSurge, .latencySurge,
      .clientOutlier, .endpointOutlier, .knownScanner, .suspiciousAgent, .malformedRequests,
      .scraping, .userAgentRotation, .unusualErrors:
      true
    default: false
    }
  }
}
