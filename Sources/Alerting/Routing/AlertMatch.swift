import AccessLog
import Detection

/// Which alerts are meant: by severity, kind and subject. What is left open means all.
public struct AlertMatch: Sendable, Hashable {
  /// The least urgent severity that is meant.
  public var minimum: Severity
  /// Kinds that are meant, where not all are: an alert is meant by any of its kinds.
  public var kinds: Set<Kind>?
  /// Subjects that are meant, where not all are.
  public var subjects: [SubjectPattern]?

  /// A match; the default means every alert.
  public init(
    minimum: Severity = .low, kinds: Set<Kind>? = nil, subjects: [SubjectPattern]? = nil
  ) {
    self.minimum = minimum
    self.kinds = kinds
    self.subjects = subjects
  }

  /// True where the alert is meant.
  public func passes(_ alert: Alert) -> Bool {
    guard alert.severity >= minimum else { return false }
    if let kinds, !alert.kinds.contains(where: kinds.contains) { return false }
    return subjects.map { $0.contains { $0.matches(alert.subject) } } ?? true
  }
}

/// Subjects as a user writes them: `192.0.2.0/24` (clients and networks in it), `POST /login`,
/// `GET /api/*` (what begins like that), `alice`, `*` (every subject).
public struct SubjectPattern: Sendable, Hashable {
  private let text: String
  private let network: Network?

  /// A pattern from its text.
  public init(_ text: String) {
    self.text = text
    network = Network(text)
  }

  /// True where the subject is meant.
  public func matches(_ subject: Subject) -> Bool {
    if let network {
      guard let other = Network(subject.value) else { return false }
      return other.prefix >= network.prefix && network.contains(other.base)
    }
    guard text.last == "*" else { return subject.value == text }
    return subject.value.utf8.starts(with: text.utf8.dropLast())
  }
}
