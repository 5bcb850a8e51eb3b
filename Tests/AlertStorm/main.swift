import AccessLog
import Alerting
import Detection
import Foundation

// Hands a storm of alerts to a hub and ends when all are delivered: a process for a test to kill.
//
//     alert-storm STATE-DIRECTORY WEBHOOK-URL COUNT
//
// How many alerts have been handed in is noted in a file after each. So an alert whose `submit` has
// returned is never handed in again: if the outbox lost it, nobody would ever hear of it.

let (directory, count) = (CommandLine.arguments[1], Int(CommandLine.arguments[3]) ?? 0)
guard let url = SecretURL(CommandLine.arguments[2]) else { exit(64) }

func alert(_ number: Int) -> Alert {
  let end = Timestamp(seconds: 1_772_420_705 + Int64(number))
  let finding = Finding(
    kind: .bruteForce, subject: Subject(.client, "203.0.113.\(number % 250 + 1)"),
    severity: Severity(rawValue: number % 4 + 1) ?? .low, confidence: 0.9, surprise: 8,
    span: TimeSpan(start: Timestamp(seconds: end.seconds - 60), end: end), requests: 40,
    headline: "40 failed log-ins in a minute", reasons: [], evidence: [])
  let incident = Incident(id: "incident\(number)", first: finding)
  return Alert(IncidentEvent(event: .opened, time: end, incident: incident), redact: Redaction.none)
}

let progress = directory + "/progress"
var done = (try? String(contentsOfFile: progress, encoding: .utf8)).flatMap { Int($0) } ?? 0
let hub = DeliveryHub(
  sinks: [.init("webhook", WebhookSink(url: url, transport: SystemTransport()))],
  routing: Routing(everythingTo: ["webhook"]), outbox: try Outbox(directory: directory),
  schedule: RetrySchedule(first: 0.002, highest: 0.02))
while done < count {
  let submission = hub.submit(alert(done))
  guard submission.problem == nil else { exit(2) }
  done += 1
  try "\(done)".write(toFile: progress, atomically: true, encoding: .utf8)
}
exit(await hub.stop(deadline: 600) == 0 ? 0 : 1)
