import Alerting
import Detection
import Engine
import Foundation
import Reporting

/// Does all that `tocsin analyze` does, with as many threads, and writes its alerts and its report
/// nowhere: `PATH`.
enum AnalyzePhase: Phase {
  static let name = "analyze"

  /// What became of the lines, and what was told.
  struct Answer: Codable {
    var lines = 0
    var requests = 0
    var skipped = 0
    var malformed = 0
    var late = 0
    var bytes = 0
    var alerts = 0
    var incidents: [Told] = []
  }

  /// An incident, by what was said of it last.
  struct Told: Codable {
    var kinds: [String]
    var rung: String
    var subject: String
  }

  static func run(_ words: [String]) throws -> Answer {
    var settings = RunSettings()
    settings.paths = words
    settings.reading.threads = ProcessInfo.processInfo.activeProcessorCount
    var run = AnalyzeRun(settings)
    var alerts = 0
    var incidents: [String: Told] = [:]
    let report = run.run(progress: { _ in }) { alert in
      // Written as a sink would have it, for that is part of the work.
      alerts += alert.ndjson().isEmpty ? 0 : 1
      incidents[alert.id] = Told(
        kinds: alert.kinds.map(\.rawValue), rung: alert.subject.rung.rawValue,
        subject: alert.subject.value)
    }
    if let problem = report.inputs.first?.problems.first { throw Failure(problem) }
    var answer = answer(report)
    answer.alerts = alerts
    answer.incidents = incidents.sorted { $0.key < $1.key }.map(\.value)
    return answer
  }

  private static func answer(_ report: RunReport) -> Answer {
    var answer = Answer()
    answer.lines = report.accounting.lines
    answer.requests = report.accounting.requests
    answer.skipped = report.accounting.skipped
    answer.malformed = report.accounting.malformed
    answer.late = report.accounting.late
    answer.bytes = Int(report.bytes)
    return answer
  }
}
