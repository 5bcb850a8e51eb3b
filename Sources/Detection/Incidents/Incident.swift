import AccessLog

/// The findings that belong together, with a life: opened, escalated, resolved.
public struct Incident: Sendable, Hashable {
  /// A turn in an incident's life; each is said once.
  public enum Event: String, Sendable, Hashable {
    case opened
    case escalated
    case resolved
  }

  /// The same over restarts and re-runs of the same input: 16 hexadecimal digits.
  public var id: String
  /// Whom or what it is about.
  public var subject: Subject
  /// The kind that says most: that they got in, what was tried, how grave, how surprising.
  public var kind: Kind
  /// All kinds found, in the order in which they were found.
  public var kinds: [Kind]
  /// The gravest severity so far.
  public var severity: Severity
  /// The highest confidence so far, 0…1.
  public var confidence: Double
  /// The highest surprise so far.
  public var surprise: Double
  /// From the first finding's start to the last one's end.
  public var span: TimeSpan
  /// The requests of all findings.
  public var requests: Int
  /// The headline of the finding that says most, without the subject. May hold hostile text.
  public var headline: String
  /// True where the evidence says that the attacker got in.
  public var gotIn: Bool
  /// The strongest reasons, the strongest first, at most one for each feature.
  public var reasons: [Reason]
  /// The first evidence lines of each kind, in time order, bounded.
  public var evidence: [EvidenceLine]

  /// The finding that `kind` and `headline` are from.
  var told: Telling

  /// What makes one finding say more than another.
  struct Telling: Sendable, Hashable {
    var gotIn: Bool
    var isSpecific: Bool
    var severity: Severity
    var surprise: Double

    init(_ finding: Finding) {
      gotIn = finding.gotIn
      isSpecific = !finding.kind.isGeneral
      severity = finding.severity
      surprise = finding.surprise
    }
  }

  /// An incident from its first finding.
  public init(id: String, first: Finding) {
    self.id = id
    self.subject = first.subject
    self.kind = first.kind
    self.kinds = [first.kind]
    self.severity = first.severity
    self.confidence = first.confidence
    self.surprise = first.surprise
    self.span = first.span
    self.requests = first.requests
    self.headline = first.headline
    self.gotIn = first.gotIn
    self.reasons = first.reasons
    self.evidence = first.evidence
    self.told = Telling(first)
  }
}

/// A turn in an incident's life, as it was when it happened: what an alert says.
public struct IncidentEvent: Sendable, Hashable {
  /// The turn.
  public var event: Incident.Event
  /// When it was decided, in event time.
  public var time: Timestamp
  /// The incident as it stood then.
  public var incident: Incident

  /// A turn in an incident's life.
  public init(event: Incident.Event, time: Timestamp, incident: Incident) {
    self.event = event
    self.time = time
    self.incident = incident
  }
}
