import AccessLog
import Alerting
import Detection
import Foundation
import Inspection
import Reporting
import Traffic

/// What a run over historic logs is told.
public struct RunSettings: Sendable {
  /// Files, directories, patterns and `-`, as the user wrote them.
  public var paths: [String] = []
  /// How they are read.
  public var reading = InputReading()
  /// How traffic is counted and judged.
  public var pipeline = TrafficPipeline.Settings()
  /// What is normal; nil to learn it from the input first.
  public var model: ModelFile?
  /// Incidents below are not told.
  public var minimumSeverity = Severity.low
  /// Takes secrets out of what leaves.
  public var redact: Redact = RunSettings.redactor

  /// The defaults.
  public init() {}

  /// Takes secrets, tokens, mail addresses and card numbers out.
  public static let redactor: Redact = { bytes in
    PrintableText.make(Redactor().redact(bytes))
  }
}

/// How far a run is.
public struct RunProgress: Sendable, Hashable {
  /// The log being read.
  public var name: String
  /// Bytes of it read, as stored.
  public var done: Int64
  /// Its size, where it is known.
  public var total: Int64?
  /// Lines read in the whole run.
  public var lines: Int
}

/// `tocsin analyze`: reads historic logs once, learns what is normal where no model says it, and
/// tells incidents.
public struct AnalyzeRun {
  private let settings: RunSettings
  private var pipeline: TrafficPipeline
  private var incidents = IncidentList()

  /// A run.
  public init(_ settings: RunSettings) {
    self.settings = settings
    pipeline = TrafficPipeline(model: settings.model?.model, settings: settings.pipeline)
  }

  /// Reads the logs to their end.
  /// - Parameters:
  ///   - progress: Called every now and then.
  ///   - deliver: Called with each alert, in the order of decision; may throw to end the run.
  /// - Returns: All that there is to show.
  public mutating func run(
    progress: (RunProgress) -> Void, deliver: (Alert) throws -> Void
  ) rethrows -> RunReport {
    let catalogue = HistoricInputs.catalogue(settings)
    var merger = SourceMerger(catalogue, settings: settings.reading)
    var isOpen = true
    while isOpen {
      var events: [IncidentEvent] = []
      isOpen = merger.next(announce: { pipeline.addSource($0) }) { stream, range in
        events = pipeline.take(
          stream.loaded.batch, range, verdicts: stream.loaded.verdicts, source: stream.number)
      }
      try tell(events, deliver)
      if let at = merger.progress {
        progress(
          RunProgress(name: at.name, done: at.done, total: at.total, lines: merger.linesSoFar))
      }
    }
    try tell(pipeline.finish(), deliver)
    return report(merger, catalogue)
  }

  /// What was learned, for those who want to keep it.
  public var model: Model? { pipeline.model }

  private mutating func tell(
    _ events: [IncidentEvent], _ deliver: (Alert) throws -> Void
  ) rethrows {
    for event in events {
      let alert = Alert(event, model: settings.model?.hash, redact: settings.redact)
      guard incidents.take(alert, minimum: settings.minimumSeverity) else { continue }
      try deliver(alert)
    }
  }

  private func report(_ merger: SourceMerger, _ catalogue: InputCatalogue) -> RunReport {
    var report = RunReport()
    report.inputs = HistoricInputs.reports(merger, catalogue)
    report.accounting = merger.accounting
    report.accounting.late = pipeline.lateRequests
    report.accounting.requests -= pipeline.lateRequests
    report.bytes = merger.bytes
    report.span = pipeline.span
    report.traffic = TrafficSummary.overview(pipeline)
    report.incidents = incidents.reports
    report.minimumSeverity = settings.minimumSeverity
    report.hiddenIncidents = incidents.hidden
    report.notes = RunNotes.notes(pipeline, settings)
    report.model = settings.model?.hash
    return report
  }
}

/// The incidents of a run: shown ones with all their alerts, and how many are hidden.
struct IncidentList {
  private var alerts: [Alert] = []
  private var shown: Set<String> = []
  private var below: Set<String> = []

  /// Notes an alert; false if it is too mild to be told.
  mutating func take(_ alert: Alert, minimum: Severity) -> Bool {
    guard alert.severity >= minimum else {
      below.insert(alert.id)
      return false
    }
    shown.insert(alert.id)
    alerts.append(alert)
    return true
  }

  var reports: [IncidentReport] { IncidentReport.group(alerts) }
  var hidden: Int { below.subtracting(shown).count }
}
