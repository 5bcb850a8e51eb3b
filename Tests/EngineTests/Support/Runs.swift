import AccessLog
import Alerting
import Detection
import Inspection
import TestSupport
import Traffic

@testable import Engine

/// What a pipeline says about a log that is read in chunks.
struct PipelineRun {
  /// The alerts as NDJSON, as they would leave.
  var alerts = ""
  /// What became of the lines.
  var lines = 0
  var skipped = 0
  var malformed = 0
  var pipeline: TrafficPipeline

  /// - Parameter chunk: The most bytes that one read gives.
  /// - Parameter capacity: The bytes of a batch.
  init(
    _ log: [UInt8], chunk: Int = .max, capacity: Int = 1 << 16, model: Model? = nil,
    settings: TrafficPipeline.Settings = TrafficPipeline.Settings()
  ) {
    pipeline = TrafficPipeline(model: model, settings: settings)
    let source = MemorySource(log, chunk: chunk)
    var reader = LogReader()
    var batch = RequestBatch()
    var inspector = Inspector()
    let number = pipeline.addSource("access.log")
    while reader.fill(&batch, capacity: capacity, from: { source.read(into: $0) }) {
      use(batch, number, &inspector)
    }
    use(batch, number, &inspector)
    reader.finish(&batch)
    use(batch, number, &inspector)
    tell(pipeline.finish())
  }

  private mutating func use(_ batch: RequestBatch, _ number: UInt16, _ inspector: inout Inspector) {
    lines += batch.lineCount
    skipped += batch.skippedCount
    malformed += batch.malformed.count
    var verdicts: [Verdict] = []
    inspector.inspect(batch, into: &verdicts)
    tell(pipeline.take(batch, 0..<batch.requests.count, verdicts: verdicts, source: number))
  }

  private mutating func tell(_ events: [IncidentEvent]) {
    for event in events {
      alerts += String(decoding: Alert(event, redact: Redaction.none).ndjson(), as: UTF8.self)
    }
  }

  /// True if every line is accounted for.
  var addsUp: Bool { lines == pipeline.requestCount + skipped + malformed }
}

/// What `analyze` says about files.
struct FilesRun {
  var alerts: [Alert] = []
  /// Lines, requests, skipped, malformed and late ones.
  var accounts: [Int] = []
  /// True where every line is accounted for.
  var addsUp = false
  /// The inputs' names and what is wrong with them.
  var problems: [String: [String]] = [:]
  var notes: [String] = []
  var hiddenIncidents = 0
  var bytes: Int64 = 0
  /// Requests by class of status, from none to 5xx.
  var statusClasses: [Int] = []

  init(_ paths: [String], _ change: (inout RunSettings) -> Void = { _ in }) {
    var settings = RunSettings()
    settings.paths = paths
    change(&settings)
    var run = AnalyzeRun(settings)
    var told: [Alert] = []
    let report = run.run(progress: { _ in }, deliver: { told.append($0) })
    alerts = told
    let accounting = report.accounting
    accounts = [
      accounting.lines, accounting.requests, accounting.skipped, accounting.malformed,
      accounting.late,
    ]
    addsUp = accounting.addsUp
    for input in report.inputs { problems[input.name, default: []] += input.problems }
    notes = report.notes
    hiddenIncidents = report.hiddenIncidents
    bytes = report.bytes
    statusClasses = report.traffic.statusClasses
  }

  /// The alerts as NDJSON, as they would leave.
  var ndjson: String { alerts.map { String(decoding: $0.ndjson(), as: UTF8.self) }.joined() }

  /// The alerts without the places of their evidence, which differ with the cutting of files.
  var withoutPlaces: [Alert] {
    alerts.map {
      var alert = $0
      for place in alert.evidence.indices {
        (alert.evidence[place].file, alert.evidence[place].line) = ("", 0)
        alert.evidence[place].offset = 0
      }
      return alert
    }
  }
}
