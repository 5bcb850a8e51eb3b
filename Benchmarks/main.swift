import AccessLog
import Detection
import Engine
import Foundation

let path = CommandLine.arguments[1]
let mode = CommandLine.arguments.count > 2 ? CommandLine.arguments[2] : "analyze"
let fd = open(path, O_RDONLY)
var reader = LogReader()
var batch = RequestBatch()
var pipeline = TrafficPipeline(model: nil)
let source = pipeline.addSource(path)
var events: [IncidentEvent] = []
var requests = 0, lines = 0
let clock = ContinuousClock()
let t0 = clock.now
while reader.fill(&batch, capacity: 1 << 18, from: { Foundation.read(fd, $0.baseAddress, $0.count) }) {
  requests += batch.requests.count; lines += batch.lineCount
  if mode != "parse" { events += pipeline.take(batch, 0..<batch.requests.count, source: source) }
}
requests += batch.requests.count; lines += batch.lineCount
if mode != "parse" { events += pipeline.take(batch, 0..<batch.requests.count, source: source) }
reader.finish(&batch)
requests += batch.requests.count; lines += batch.lineCount
let t1 = clock.now
if mode != "parse" {
  events += pipeline.take(batch, 0..<batch.requests.count, source: source)
  events += pipeline.finish()
}
let t2 = clock.now
FileHandle.standardError.write("lines \(lines) requests \(requests) stream \(t1-t0) judge \(t2-t1) late \(pipeline.lateRequests) endpoints \(pipeline.directory.endpoints.count) events \(events.count)\n".data(using: .utf8)!)
if mode == "events" {
for e in events where e.event != .resolved {
  let i = e.incident
  print(e.event.rawValue, e.time.rfc3339, i.severity.name, i.kinds.map(\.rawValue).joined(separator: ","), i.subject.value, String(format: "%.1f", i.surprise), i.requests, i.headline)
}
}
