import Alerting
import Reporting

/// What a run told, held against what is known to have happened.
public struct BacktestScore: Sendable {
  /// What became of one label.
  public struct Outcome: Sendable {
    /// The incident that happened.
    public var label: LabelFile.Label
    /// The first alert that tells of it; nil where it was missed.
    public var first: Alert?
    /// Seconds of event time from the incident's start to that alert's decision.
    public var delay: Double? {
      first.map { alert in
        max(0, Double(alert.time.microseconds &- label.start.microseconds) / 1_000_000)
      }
    }
  }

  /// The labels, in the order of their file.
  public var outcomes: [Outcome]
  /// Incidents told that match no label, as they stood in the end.
  public var unmatched: [Alert]
  /// Incidents told.
  public var told: Int

  /// Scores the alerts of a run, in the order of their decision. O(incidents · labels).
  init(_ incidents: [IncidentReport], labels: LabelFile, matcher: LabelMatcher) {
    let turns = incidents.flatMap(\.turns)
    outcomes = labels.labels.map { label in
      let matching = turns.filter { matcher.matches($0, label) }
      return Outcome(label: label, first: matching.min { $0.time < $1.time })
    }
    // The last word on an incident counts: it may have been narrowed down since it was opened.
    unmatched = incidents.map(\.latest).filter { alert in
      !labels.labels.contains { matcher.matches(alert, $0) }
    }
    told = incidents.count
  }

  /// Labels that were told of.
  public var found: Int { outcomes.count { $0.first != nil } }
  /// Labels that were not.
  public var missed: [LabelFile.Label] { outcomes.filter { $0.first == nil }.map(\.label) }
  /// The share of what was told that had happened; nil where nothing was told.
  public var precision: Double? {
    told == 0 ? nil : Double(told - unmatched.count) / Double(told)
  }
  /// The share of what had happened that was told; nil where nothing had.
  public var recall: Double? {
    outcomes.isEmpty ? nil : Double(found) / Double(outcomes.count)
  }
  /// Seconds from start to first alert, in ascending order.
  public var delays: [Double] { outcomes.compactMap(\.delay).sorted() }
}
