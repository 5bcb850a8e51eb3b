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
  /// Hash of the configuration, which alerts carry; nil without one.
  public var config: String?
  /// Incidents below are not told.
  public var minimumSeverity = Severity.low
  /// Takes secrets out of what leaves.
  public var redact: Redact = RunSettings.redactor
  /// Stands names in for addresses and users; nil to tell them.
  public var pseudonyms: Pseudonyms?

  /// Seconds that windows of historic logs wait for late lines, at most: nobody waits for the alerts, and
  /// logs of several writers that a collector put together are out of order by minutes.
  static let historicLateness: Int64 = 600

  /// The defaults.
  public init() { pipeline.windows.latenessSeconds = Self.historicLateness }

  /// Makes it the settings of a live run: alerts wait for nothing longer than they must.
  public mutating func goLive() {
    pipeline.analyst.isLive = true
    pipeline.windows.latenessSeconds = WindowSettings().latenessSeconds
  }

  /// Takes secrets and, where asked for, persons out of the overview of the traffic.
  func hide(_ traffic: inout TrafficOverview) {
    for place in traffic.endpoints.indices {
      let text = redact(Array(traffic.endpoints[place].name.utf8))
      traffic.endpoints[place].name = pseudonyms?.text(text, about: nil) ?? text
    }
    for place in traffic.clients.indices {
      let name = traffic.clients[place].name
      traffic.clients[place].name = pseudonyms?.client(name) ?? name
    }
  }

  /// Takes secrets, tokens, mail addresses and card numbers out.
  public static let redactor: Redact = { bytes in
    PrintableText.make(Redactor().redact(bytes))
  }
}

extension RunSettings {
  /// What is said about a turn in an incident's life, as these settings want it said.
  /// - Parameter model: The hash of the model that judged.
  func alert(_ event: IncidentEvent, model: String?) -> Alert {
    Alert(event, model: model, config: config, redact: redact, pseudonyms: pseudonyms)
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
    while let events = merger.advance(&pipeline, progress: progress) {
      try tell(events, deliver)
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
      let alert = settings.alert(event, model: settings.model?.hash)
      guard incidents.take(alert, minimum: settings.minimumSeverity) else { continue }
      try deliver(alert)
    }
  }

  private func report(_ merger: SourceMerger, _ catalogue: InputCatalogue) -> RunReport {
    var report = HistoricInputs.report(merger, catalogue, pipeline)
    report.incidents = incidents.reports
    report.minimumSeverity = settings.minimumSeverity
    report.hiddenIncidents = incidents.hidden
    report.notes = RunNotes.notes(pipeline, settings) + incidents.notes
    report.model = settings.model?.hash
    report.config = settings.config
    settings.hide(&report.traffic)
    return report
  }
}
