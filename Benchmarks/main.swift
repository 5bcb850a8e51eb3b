import Alerting
import Engine
import Foundation

var settings = RunSettings()
settings.paths = Array(CommandLine.arguments.dropFirst(2))
var run = AnalyzeRun(settings)
let t0 = ContinuousClock.now
var n = 0
let report = run.run(progress: { _ in }) { alert in
  n += 1
  if CommandLine.arguments[1] == "events" { print(String(decoding: alert.ndjson(), as: UTF8.self), terminator: "") }
}
FileHandle.standardError.write("\(report.accounting) \(n) alerts \(ContinuousClock.now - t0)\n".data(using: .utf8)!)
