import AccessLog
import Detection

/// What is said about an incident to a sink: the schema `tocsin.alert/1`.
///
/// All text in it has been redacted and made harmless (`PrintableText`) and is bounded in length;
/// a sink only escapes what its own format needs.
public struct Alert: Sendable, Hashable {
  /// The schema's name and version.
  public static let schema = "tocsin.alert/1"

  /// The incident's id, the same for all its alerts.
  public var id: String
  /// The turn in the incident's life.
  public var event: Incident.Event
  /// When it was decided, in event time.
  public var time: Timestamp
  /// The kind that says most.
  public var kind: Kind
  /// All kinds of the incident.
  public var kinds: [Kind]
  /// How urgent it is.
  public var severity: Severity
  /// How sure it is, 0…1.
  public var confidence: Double
  /// How improbable it is under the baseline, as −log10 of the probability.
  public var surprise: Double
  /// One sentence that a person understands at 3 in the morning.
  public var title: String
  /// What was seen, without the subject.
  public var headline: String
  /// Whom or what it is about.
  public var subject: Subject
  /// The span of event time that the incident covers so far.
  public var window: TimeSpan
  /// The requests that it is about.
  public var requests: Int
  /// What speaks for it, the strongest first.
  public var reasons: [Reason]
  /// The first lines that show it.
  public var evidence: [Evidence]
  /// Entries of the OWASP API Security Top 10 2023.
  public var owasp: [String]
  /// MITRE ATT&CK techniques.
  public var attack: [String]
  /// What to do next.
  public var advice: String
  /// Hash of the model that judged; nothing where there was none.
  public var model: String?
  /// Hash of the configuration.
  public var config: String?
  /// True where the evidence says that the attacker got in.
  public var gotIn: Bool

  /// A log line that shows what the alert is about, redacted and harmless to look at.
  public struct Evidence: Sendable, Hashable {
    /// Name of the file or stream.
    public var file: String
    /// Line number, from 1.
    public var line: Int64
    /// Byte offset of the line (after decompression).
    public var offset: Int64
    /// The line's text.
    public var text: String
  }

  /// Lengths in characters that no text of an alert exceeds, so that the largest alert (8 evidence
  /// lines, 12 reasons) stays well below 64 KiB.
  public enum Limit {
    /// A title: two lines of a chat.
    public static let title = 300
    /// A subject's value; longer ones (user names, paths) are an attacker's.
    public static let subject = 256
    /// An evidence line: as much as explains a request.
    public static let evidence = 2048
    /// Lines of evidence.
    public static let evidenceLines = 8
    /// Reasons.
    public static let reasons = 12
    /// Numbers of a reason's test.
    public static let parameters = 16
    /// A file's name, a feature's name, a reason's basis.
    public static let name = 256
  }
}

extension Alert {
  /// What is said about a turn in an incident's life.
  /// - Parameters:
  ///   - event: The turn and the incident as it stood then.
  ///   - model: Hash of the model that judged.
  ///   - config: Hash of the configuration.
  ///   - redact: Takes secrets out of evidence, headlines and endpoints.
  ///   - pseudonyms: Stands names in for addresses and users; nil to tell them.
  public init(
    _ event: IncidentEvent, model: String? = nil, config: String? = nil, redact: Redact,
    pseudonyms: Pseudonyms? = nil
  ) {
    let incident = event.incident
    let kinds =
      incident.kinds.contains(incident.kind) ? incident.kinds : [incident.kind] + incident.kinds
    // The main kind's entries come first in the lists.
    let listed = [incident.kind] + kinds
    self.id = PrintableText.make(incident.id, limit: Limit.name)
    self.event = event.event
    self.time = Alert.written(event.time)
    self.kind = incident.kind
    self.kinds = kinds
    self.severity = incident.severity
    self.confidence = Alert.written(incident.confidence)
    self.surprise = Alert.written(incident.surprise)
    self.headline = PrintableText.make(
      Alert.hide(Array(incident.headline.utf8), incident.subject, redact, pseudonyms),
      limit: Limit.title)
    self.subject = Alert.harmless(
      pseudonyms?.subject(incident.subject) ?? incident.subject, redact: redact)
    self.window = TimeSpan(
      start: Alert.written(incident.span.start), end: Alert.written(incident.span.end))
    self.requests = incident.requests
    self.reasons = incident.reasons.prefix(Limit.reasons).map(Alert.harmless)
    self.evidence = incident.evidence.prefix(Limit.evidenceLines).map {
      Evidence(
        file: PrintableText.make($0.source, limit: Limit.name), line: $0.line, offset: $0.offset,
        text: PrintableText.make(
          Alert.hide($0.text, incident.subject, redact, pseudonyms), limit: Limit.evidence))
    }
    self.owasp = KindCatalogue.owasp(of: listed).map(\.rawValue)
    self.attack = KindCatalogue.attack(of: listed)
    self.advice = KindCatalogue.entry(for: incident.kind).advice(gotIn: incident.gotIn)
    self.model = model
    self.config = config
    self.gotIn = incident.gotIn
    self.title = ""
    self.title = AlertTitle.make(self)
  }

  /// A text of the log without secrets and, where asked for, without persons.
  private static func hide(
    _ bytes: [UInt8], _ subject: Subject, _ redact: Redact, _ pseudonyms: Pseudonyms?
  ) -> String {
    let text = redact(bytes)
    return pseudonyms?.text(text, about: subject) ?? text
  }

  /// A client, a network and a user are named as they are: an alert that does not say who is of no
  /// use. An endpoint may hold what its template did not recognise as a secret, so it is redacted.
  private static func harmless(_ subject: Subject, redact: Redact) -> Subject {
    let text =
      subject.rung == .endpoint ? redact(Array(subject.value.utf8)) : subject.value
    return Subject(subject.rung, PrintableText.make(text, limit: Limit.subject))
  }

  private static func harmless(_ reason: Reason) -> Reason {
    var reason = reason
    reason.feature = PrintableText.make(reason.feature, limit: Limit.name)
    reason.basis = PrintableText.make(reason.basis, limit: Limit.name)
    reason.observed = written(reason.observed)
    reason.expected = written(reason.expected)
    reason.spread = written(reason.spread)
    reason.contribution = written(reason.contribution)
    // A test with a number that cannot be written is none.
    if reason.test?.parameters.allSatisfy(\.isFinite) == false { reason.test = nil }
    return reason
  }

  /// A number as the written alert can hold it, so that an alert read back is the same alert: what
  /// is not finite is no number.
  private static func written(_ number: Double) -> Double { number.isFinite ? number : .nan }

  /// A moment as the written alert can hold it: whole milliseconds.
  private static func written(_ time: Timestamp) -> Timestamp {
    time.isAbsent ? time : UTCTime.parse(UTCTime.rfc3339(time))
  }
}
