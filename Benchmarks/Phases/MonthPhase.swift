import Engine
import Foundation

/// Makes the log of a month and analyzes it with several budgets: `PATH SEED SHAPE BUDGET…`, the
/// shape as JSON.
enum MonthPhase: Phase {
  static let name = "month"

  /// What was told.
  struct Answer: Codable {
    var lines = 0
    /// The alerts that opened incidents, for each budget.
    var alerts: [[Told]] = []
  }

  /// An incident when it was opened, and how it ended.
  struct Told: Codable {
    var kind: String
    /// The window's start and the decision, in minutes from the log's beginning.
    var start: Int
    var decided: Int
    /// When it was over; nil where it was not before the log ended.
    var resolved: Int?
  }

  static func run(_ words: [String]) throws -> Answer {
    guard words.count > 3, let seed = UInt64(words[1]) else {
      throw UsageError(message: "The phase 'month' takes a path, a seed, a shape and budgets.")
    }
    let shape = try JSONDecoder().decode(MonthShape.self, from: Data(words[2].utf8))
    var generator = MonthGenerator(shape, seed: seed)
    var answer = Answer()
    answer.lines = try generator.write(to: words[0])
    for budget in words[3...] {
      answer.alerts.append(try alerts(of: words[0], budget: Double(budget) ?? 1, answer.lines))
    }
    return answer
  }

  private static func alerts(of path: String, budget: Double, _ lines: Int) throws -> [Told] {
    var settings = RunSettings()
    settings.paths = [path]
    settings.reading.threads = ProcessInfo.processInfo.activeProcessorCount
    settings.pipeline.analyst.budget.perWeek = budget
    var run = AnalyzeRun(settings)
    var told: [Told] = []
    var places: [String: Int] = [:]
    let report = run.run(progress: { _ in }) { alert in
      let decided = minute(alert.time.seconds)
      switch alert.event {
      case .opened:
        places[alert.id] = told.count
        told.append(
          Told(
            kind: alert.kind.rawValue, start: minute(alert.window.start.seconds), decided: decided))
      case .escalated: break
      case .resolved:
        if let place = places[alert.id] { told[place].resolved = decided }
      }
    }
    guard report.accounting.requests == lines else {
      throw Failure("Of \(lines) lines \(report.accounting.requests) were requests.")
    }
    return told
  }

  private static func minute(_ seconds: Int64) -> Int { (Int(seconds) - LogTime.start) / 60 }
}
