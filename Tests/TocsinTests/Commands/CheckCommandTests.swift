import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Tocsin.isBuilt, "needs the built tocsin")) struct CheckCommandTests {
  private func check(
    _ configuration: String, _ options: [String] = [], environment: [String: String] = [:]
  ) throws -> Outcome {
    let folder = try Folder()
    _ = try folder.write("tocsin.json5", configuration)
    return try Tocsin.run(
      ["check", "--config", "tocsin.json5"] + options, in: folder, environment: environment)
  }

  @Test func aSoundConfigurationIsSaidToBeSound() throws {
    let outcome = try check(
      #"{sinks: [{type: "stdout"}, {name: "b", type: "exec", command: ["/bin/true"]}]}"#)
    #expect(outcome.code == 0)
    #expect(
      outcome.output == """
        ok       configuration: every key and value is known
        ok       sink stdout: stdout, ready to be sent to
        ok       sink b: exec, ready to be sent to

        """)
  }

  @Test func whatIsWrongIsSaidAndTheExitCodeIsTwo() throws {
    let outcome = try check(
      #"{sources: ["nowhere.log"], sinks: [{type: "slack", url: {environment: "NOT_SET"}}]}"#)
    #expect(outcome.code == 2 && outcome.lines.count == 3)
    #expect(outcome.lines[1].hasPrefix("problem  nowhere.log: "))
    #expect(
      outcome.lines[2]
        == "problem  sink slack: Sink 'slack', url: the environment variable NOT_SET is not set.")
    let plain = try check(#"{sinks: [{type: "slack", url: "https://hooks.slack.com/hunter2"}]}"#)
    #expect(plain.code == 2 && !plain.errors.contains("hunter2"))
    #expect(plain.errors.contains("line 1, column"))
  }

  @Test func aTestAlertSaysWhatTheReceiverAnswered() throws {
    let receiver = try LocalReceiver { call, _ in
      call.target == "/good/SECRETPATH"
        ? .status(200, body: "ok") : .status(404, body: "no_team SECRETPATH")
    }
    defer { receiver.stop() }
    let outcome = try check(
      """
      {sinks: [{name: "good", type: "slack", url: {environment: "GOOD"}},
               {name: "bad", type: "slack", url: {environment: "BAD"}}]}
      """, ["--send-test-alert"],
      environment: [
        "GOOD": receiver.address("/good/SECRETPATH"), "BAD": receiver.address("/bad/SECRETPATH"),
      ])
    #expect(outcome.code == 2 && !(outcome.output + outcome.errors).contains("SECRETPATH"))
    #expect(outcome.lines[1] == "ok       sink good: Slack took the message: it answered 200 'ok'")
    #expect(
      outcome.lines[2]
        == "problem  sink bad: http://127.0.0.1:\(receiver.port) answered 404 (no_team [secret]).")
    let texts = receiver.calls.map { String(decoding: $0.body, as: UTF8.self) }
    #expect(texts.count == 3 && texts.allSatisfy { $0.contains("this is a test") })
  }

  @Test func theEnvironmentsProxyIsUsed() throws {
    let proxy = try LocalReceiver()
    defer { proxy.stop() }
    let outcome = try check(
      #"{sinks: [{type: "webhook", url: "http://alerts.invalid/hook"}]}"#, ["--send-test-alert"],
      environment: ["http_proxy": proxy.address()])
    #expect(outcome.code == 0, "\(outcome.output)")
    #expect(proxy.calls.map(\.target) == Array(repeating: "http://alerts.invalid/hook", count: 2))
  }

  @Test func theOutboxIsListedAndDropped() throws {
    let folder = try Folder()
    let empty = try Tocsin.run(["outbox", "list", "--state", "."], in: folder)
    #expect(empty.code == 0)
    #expect(empty.output == "Nothing waits, and there are no dead letters.\n")
    let letter =
      #"{"sink":"ops","reason":"It waited too long.","time":1,"alert":{"schema":"tocsin.alert/1","id":"a1","event":"opened","time":"2026-03-02T03:05:05.000Z","kind":"brute-force","kinds":["brute-force"],"severity":"high","confidence":1,"surprise":9,"title":"Client 203.0.113.9: failed log-ins","subject":{"type":"client","value":"203.0.113.9"},"window":{"start":null,"end":null},"requests":1,"reasons":[],"evidence":[],"owasp":[],"attack":[],"advice":"x","model":null,"config":null}}"#
    _ = try folder.write("dead-letters.ndjson", letter + "\n")
    let list = try Tocsin.run(["outbox", "list", "--state", "."], in: folder)
    #expect(
      list.output == """
        dead     ops  a1  opened  2026-03-02 03:05:05 UTC  Client 203.0.113.9: failed log-ins
                 It waited too long.

        """)
    let retry = try Tocsin.run(["outbox", "retry", "a1", "--state", "."], in: folder)
    #expect(retry.output == "1 alert to be tried again by the next 'tocsin watch'.\n")
    let again = try Tocsin.run(["outbox", "list", "--state", "."], in: folder)
    #expect(again.output.hasPrefix("waiting  ops  a1  opened"))
    let drop = try Tocsin.run(["outbox", "drop", "--sink", "ops", "--state", "."], in: folder)
    #expect(drop.output == "1 alert dropped.\n")
  }
}
