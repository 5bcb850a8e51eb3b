import Alerting
import Detection
import Engine

/// What a backtest says to a script: one JSON object, the schema `tocsin.backtest/1`.
///
/// `runs` holds the run and, with `--against`, the other one. Numbers that cannot be told are null.
enum BacktestJSON {
  static func line(_ runs: [BacktestRun], labelled: Bool) -> [UInt8] {
    var json = JSONBytes()
    json.object { json in
      json.field("schema", "tocsin.backtest/1")
      json.field("days", runs[0].days)
      json.field("lines", runs[0].report.accounting.lines)
      json.field("runs", array: { json in runs.forEach { write($0, to: &json) } })
      if runs.count == 2 {
        json.field("onlyFirst", array: { list(runs[0].missing(in: runs[1]), to: &$0) })
        json.field("onlySecond", array: { list(runs[1].missing(in: runs[0]), to: &$0) })
      }
    }
    json.endLine()
    return json.bytes
  }

  private static func write(_ run: BacktestRun, to json: inout JSONBytes) {
    json.object { json in
      json.field("name", run.name)
      json.field("config", run.config)
      json.field("model", run.model)
      json.field("incidents", run.incidents.count)
      for severity in Severity.allCases { json.field(severity.name, run.count(severity)) }
      json.field("alertsPerDay", run.alertsPerDay)
      if let score = run.score { write(score, to: &json) }
    }
  }

  private static func write(_ score: BacktestScore, to json: inout JSONBytes) {
    json.field("labels", score.outcomes.count)
    json.field("found", score.found)
    json.field("missed", score.missed.count)
    json.field("unmatched", score.unmatched.count)
    json.field("precision", score.precision ?? .nan)
    json.field("recall", score.recall ?? .nan)
    json.field("outcomes", array: { json in score.outcomes.forEach { write($0, to: &json) } })
    json.field("unmatchedAlerts", array: { list(score.unmatched, to: &$0) })
  }

  private static func write(_ outcome: BacktestScore.Outcome, to json: inout JSONBytes) {
    json.object { json in
      json.field("kind", outcome.label.kind)
      json.field("subject", outcome.label.subject)
      json.field("start", outcome.label.start.rfc3339)
      json.field("end", outcome.label.end.rfc3339)
      json.field("note", outcome.label.note)
      json.field("alert", outcome.first?.id)
      json.field("seconds", outcome.delay ?? .nan)
    }
  }

  private static func list(_ alerts: [Alert], to json: inout JSONBytes) {
    for alert in alerts {
      json.object { json in
        json.field("id", alert.id)
        json.field("kind", alert.kind.rawValue)
        json.field("severity", alert.severity.name)
        json.field("subject", alert.subject.value)
        json.field("start", alert.window.start.rfc3339)
        json.field("title", alert.title)
      }
    }
  }
}
