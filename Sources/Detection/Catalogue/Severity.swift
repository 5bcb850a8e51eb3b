/// How urgent an incident is, from "read it tomorrow" to "get up".
public enum Severity: Int, Sendable, Hashable, Comparable, CaseIterable {
  /// Worth knowing; nobody needs to get up.
  case low = 1
  /// Somebody tries something, without a sign of success.
  case medium = 2
  /// A determined attack, or users are affected.
  case high = 3
  /// They got in, or the service is down.
  case critical = 4

  /// The name used in alerts and options.
  public var name: String {
    switch self {
    case .low: "low"
    case .medium: "medium"
    case .high: "high"
    case .critical: "critical"
    }
  }

  /// The severity of that name, if there is one.
  public init?(name: String) {
    guard let match = Severity.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }

  /// Orders by urgency.
  public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
}
