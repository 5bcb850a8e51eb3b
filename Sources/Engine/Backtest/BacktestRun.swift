import AccessLog
import Alerting
import Detection
import Reporting

/// One setting (a configuration, a model) over history: what it would have rung.
public struct BacktestRun: Sendable {
  /// What it is called in the comparison.
  public var name: String
  /// Hash of the configuration; nil without one.
  public var config: String?
  /// Hash of the model; nil where it learned from the history itself.
  public var model: String?
  /// What there is to show about the run.
  public var report: RunReport
  /// Everything that was told, one for each incident.
  public var incidents: [IncidentReport]
  /// How it compares with the labels, where there are any.
  public var score: BacktestScore?
  /// Length of the windows in seconds: the grace in comparisons.
  public var windowSeconds: Int64

  /// Runs a setting over its logs.
  public init(
    _ settings: RunSettings, name: String, labels: LabelFile?, progress: (RunProgress) -> Void
  ) {
    var alerts: [Alert] = []
    var run = AnalyzeRun(settings)
    report = run.run(progress: progress) { alerts.append($0) }
    self.name = name
    config = settings.config
    model = settings.model?.hash
    windowSeconds = settings.pipeline.windows.windowSeconds
    incidents = IncidentReport.group(alerts)
    let matcher = LabelMatcher(windowSeconds: windowSeconds)
    score = labels.map { BacktestScore(incidents, labels: $0, matcher: matcher) }
  }

  /// The length of the history in days; at least an hour, so that a rate means something.
  public var days: Double {
    guard let span = report.span else { return 1.0 / 24 }
    return max(span.seconds, 3600) / 86_400
  }

  /// Times that somebody would have been called: incidents that opened or got worse, a day.
  public var alertsPerDay: Double {
    let calls = incidents.reduce(0) { $0 + $1.turns.count { $0.event != .resolved } }
    return Double(calls) / days
  }

  /// Incidents of a severity, as they stood in the end.
  public func count(_ severity: Severity) -> Int {
    incidents.count { $0.latest.severity == severity }
  }

  /// Incidents that another run over the same logs does not tell, as they stood in the end.
  public func missing(in other: BacktestRun) -> [Alert] {
    let matcher = LabelMatcher(windowSeconds: max(windowSeconds, other.windowSeconds))
    return incidents.map(\.latest).filter { alert in
      !other.incidents.contains { matcher.isSame($0.latest, alert) }
    }
  }
}
