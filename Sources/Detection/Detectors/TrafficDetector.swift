import AccessLog
import Scoring
import Traffic

/// Judges a window of the whole service or of one endpoint: one file for each sign.
public protocol TrafficDetector: Sendable {
  /// A finding, or nil where there is nothing to ring about.
  func examine(_ point: TrafficPoint, _ scene: TrafficScene) -> Finding?
}

/// What such a detector may know beside the numbers.
public struct TrafficScene: Sendable {
  /// The window's span.
  public var span: TimeSpan
  /// The names of endpoints, users and sources.
  public var directory: Directory
  /// What is normal for the subject.
  public var baseline: TrafficBaseline
  /// What the baseline leans on while it knows little.
  public var parent: ParentExpectation
  /// The surprise from which it may ring, by the false-alarm budget.
  public var threshold: Double
  /// The subject: the service or an endpoint.
  public var subject: Subject
  /// The length of the history, in words.
  public var history: String

  /// The window's length in seconds.
  var seconds: Double { span.seconds }
  /// The window's length in words.
  var spanWords: String { span.words }

  /// How much history the expectation rests on.
  var basis: String {
    subject.rung == .service
      ? "\(history) of this service" : "\(history) of this endpoint"
  }

  /// The requests expected in this window; nil before anything was learned.
  var requests: CountExpectation? {
    baseline.requests.expectation(at: span.start.seconds, prior: parent.season)
  }
  /// The expected share of server errors.
  var errors: RatioExpectation { baseline.errors.expectation(parent: parent.errors) }
  /// The expected share of refused log-ins.
  var failedLogIns: RatioExpectation {
    baseline.failedLogIns.expectation(parent: parent.failedLogIns)
  }

  /// "the service" or the endpoint's name.
  var place: String { subject.rung == .service ? "the service" : subject.value }

  /// Whom to blame: the principal behind most of an excess, or else the subject itself.
  /// - Parameters:
  ///   - majority: The vote over the quantity.
  ///   - total: The quantity in the window.
  ///   - excess: How much of the quantity is more than expected.
  func culprit(_ majority: MajorityVote?, of total: Double, excess: Double) -> Subject {
    guard let majority, !majority.leader.isAbsent else { return subject }
    // A vote's lead is at least twice the leader's amount less the total (Boyer & Moore).
    let lead = Double(majority.lead)
    let amount = (lead + total) / 2
    guard amount >= 0.5 * excess, lead >= 0.25 * excess else { return subject }
    return directory.subject(majority.leader)
  }

  /// Confidence 0…1 in a finding with this surprise.
  func confidence(_ surprise: Double) -> Double { Confidence.of(surprise, threshold: threshold) }

  /// Evidence lines from kept ones.
  func evidence(_ lines: [KeptLine]?) -> [EvidenceLine] { (lines ?? []).map(directory.evidence) }
}
