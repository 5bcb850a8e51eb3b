import AccessLog

/// One feature that speaks for a finding: what was seen, what was expected, and how much it weighs.
public struct Reason: Sendable, Hashable {
  /// Name of the feature, such as `requests` or `distinctObjects`.
  public var feature: String
  /// The value in this window.
  public var observed: Double
  /// What the baseline (or the other principals) led to expect.
  public var expected: Double
  /// The baseline's spread in the same unit; 0 where there is none.
  public var spread: Double
  /// The part of the finding's surprise that this feature explains, in units of surprise.
  public var contribution: Double
  /// How much history the expectation rests on, as a phrase: "7 days of this endpoint".
  public var basis: String
  /// The test that the contribution comes from; nil where one number does not say it all.
  public var test: ReasonTest?

  /// A reason.
  public init(
    feature: String, observed: Double, expected: Double, spread: Double = 0, contribution: Double,
    basis: String, test: ReasonTest? = nil
  ) {
    self.feature = feature
    self.observed = observed
    self.expected = expected
    self.spread = spread
    self.contribution = contribution
    self.basis = basis
    self.test = test
  }
}

/// A log line that shows what an incident is about: where it stands, and its bytes as they stood.
public struct EvidenceLine: Sendable, Hashable {
  /// Name of the file or stream.
  public var source: String
  /// Line number in the source, from 1.
  public var line: Int64
  /// Byte offset in the source (after decompression).
  public var offset: Int64
  /// The line, cut to a bounded length, not redacted yet. Hostile.
  public var text: [UInt8]

  /// An evidence line.
  public init(source: String, line: Int64, offset: Int64, text: [UInt8]) {
    self.source = source
    self.line = line
    self.offset = offset
    self.text = text
  }
}

/// A span of event time, from its first moment to the first moment behind it.
public struct TimeSpan: Sendable, Hashable {
  /// The first moment.
  public var start: Timestamp
  /// The first moment behind it.
  public var end: Timestamp

  /// A span of event time.
  public init(start: Timestamp, end: Timestamp) {
    self.start = start
    self.end = end
  }

  /// Its length in seconds.
  public var seconds: Double {
    Double(end.microseconds &- start.microseconds) / 1_000_000
  }

  /// Its length in words: "a minute", "an hour", "a day", "30 seconds".
  var words: String {
    switch Int(seconds) {
    case 60: "a minute"
    case 3600: "an hour"
    case 86_400: "a day"
    default:
      seconds >= 7200 && seconds.truncatingRemainder(dividingBy: 3600) == 0
        ? "\(Int(seconds / 3600)) hours"
        : seconds >= 120 && seconds.truncatingRemainder(dividingBy: 60) == 0
          ? "\(Int(seconds / 60)) minutes" : "\(Int(seconds)) seconds"
    }
  }

  /// The smallest span that holds both.
  public func union(_ other: TimeSpan) -> TimeSpan {
    TimeSpan(start: min(start, other.start), end: max(end, other.end))
  }
}

/// One detector's verdict on one window.
public struct Finding: Sendable, Hashable {
  /// What was found.
  public var kind: Kind
  /// Whom or what it is about.
  public var subject: Subject
  /// How urgent it is by itself.
  public var severity: Severity
  /// How sure the detector is that this is no honest traffic, 0…1.
  public var confidence: Double
  /// −log10 of the probability of such a window under the baseline; for signs that prove intent,
  /// the evidence's weight on the same scale.
  public var surprise: Double
  /// The window (or the longer span for slow evidence).
  public var span: TimeSpan
  /// The subject's requests that the finding is about.
  public var requests: Int
  /// One sentence for a person at 3 in the morning, without the subject:
  /// "12 failed log-ins in a minute, then a success". May hold hostile text.
  public var headline: String
  /// True where the evidence says that the attacker got what he came for.
  public var gotIn: Bool
  /// What speaks for it, the strongest first.
  public var reasons: [Reason]
  /// The first lines that show it.
  public var evidence: [EvidenceLine]
  /// True where it was added up over several windows, so that no further one need confirm it. Known
  /// until the finding is taken into an incident.
  var isLasting = false

  /// A finding.
  public init(
    kind: Kind, subject: Subject, severity: Severity, confidence: Double, surprise: Double,
    span: TimeSpan, requests: Int, headline: String, gotIn: Bool = false, reasons: [Reason],
    evidence: [EvidenceLine]
  ) {
    self.kind = kind
    self.subject = subject
    self.severity = severity
    self.confidence = confidence
    self.surprise = surprise
    self.span = span
    self.requests = requests
    self.headline = headline
    self.gotIn = gotIn
    self.reasons = reasons
    self.evidence = evidence
  }
}
