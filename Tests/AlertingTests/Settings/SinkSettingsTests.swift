import AccessLog
import Detection
import Foundation
import Testing

@testable import Alerting

@Suite struct SinkSettingsTests {
  private struct Document: Decodable {
    enum Keys: String, CodingKey, CaseIterable { case sinks, routing }
    var delivery: DeliverySettings

    init(from decoder: any Decoder) throws {
      let values = try decoder.strictContainer(keyedBy: Keys.self)
      delivery = DeliverySettings(
        sinks: try values.decode([SinkSettings].self, forKey: .sinks),
        routing: try values.decodeIfPresent(RoutingSettings.self, forKey: .routing)
          ?? RoutingSettings())
    }
  }

  private struct NoTransport: HTTPTransport {
    func send(_ call: HTTPCall) async throws(HTTPFailure) -> HTTPAnswer {
      throw HTTPFailure("There is no network.")
    }
  }

  private func make(_ text: String) throws -> (sinks: [DeliveryHub.Sink], routing: Routing) {
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    let document = try decoder.decode(Document.self, from: Data(text.utf8))
    let environment = [
      "URL": "https://hooks.example.org/SECRET", "PLAIN": "http://hooks.example.org/SECRET",
      "KEY": "R0123456789abcdefghijklmnopqrstu", "WHSEC": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
      "SHORT": "hunter2",
    ]
    return try document.delivery.make(
      SinkContext(transport: NoTransport(), stateDirectory: nil, environment: environment))
  }

  @Test func everyTypeCanBeMade() throws {
    let made = try make(
      """
      {sinks: [
        {type: "stdout", format: "ndjson"},
        {type: "file", path: "/tmp/a", format: "ecs", rotate: "10M", keep: 3},
        {type: "webhook", url: "https://alerts.example.org/hook", secret: {environment: "WHSEC"}},
        {type: "slack", url: {environment: "URL"}}, {type: "teams", url: {environment: "URL"}},
        {type: "discord", url: {environment: "URL"}},
        {type: "pagerduty", routingKey: {environment: "KEY"}},
        {type: "opsgenie", key: {environment: "KEY"}, url: "https://api.eu.opsgenie.com"},
        {type: "alertmanager", url: "http://10.0.0.7:9093"},
        {type: "syslog", transport: "tcp", host: "logs.example.org", port: 601},
        {type: "mail", from: "t@example.org", to: ["a@example.org"]},
        {type: "exec", command: ["/bin/true"], timeout: "5s"},
        {type: "blocklist", path: "/tmp/b", format: "nginx", kinds: ["brute-force"], expiry: "2h"},
      ]}
      """)
    #expect(
      made.sinks.map(\.name)
        == SinkSettings.typeNames.sorted { a, b in
          made.sinks.firstIndex { $0.name == a }! < made.sinks.firstIndex { $0.name == b }!
        })
    #expect(made.sinks.first { $0.name == "slack" }?.policy == .people)
    #expect(made.routing.router.routes.count == SinkSettings.typeNames.count)
  }

  @Test func routesAndHoursAreWhatTheySay() throws {
    let made = try make(
      """
      {sinks: [{type: "stdout", name: "a", events: ["opened"], rate: {messages: 5, seconds: "1m"}},
               {type: "stdout", name: "b"}],
       routing: {routes: [{to: ["a"], minimum: "high", kinds: ["brute-force"]}, {to: ["b"]}],
                 silences: [{until: "2026-03-02T10:00:00Z", subjects: ["203.0.113.0/24"]}],
                 quietHours: [{from: "22:00", until: "07:00", zone: "Europe/Berlin", to: ["b"]}]}}
      """)
    #expect(made.sinks[0].policy.rate == .init(messages: 5, per: 60))
    let alert = Example.alert()
    // The silence has an end.
    #expect(made.routing.decide(alert, at: 1_772_420_705).silenced == ["a", "b"])
    #expect(made.routing.decide(alert, at: 1_772_520_705).send == ["a", "b"])
    #expect(made.routing.decide(Example.alert(.resolved), at: 1_772_520_705).send == ["b"])
  }

  @Test(arguments: [
    (
      #"{sinks: [{type: "slack", url: "https://hooks.slack.com/SECRET"}]}"#,
      "sinks[0].url is a secret, which must not stand in the configuration: write"
        + #" {"file": "/path"} or {"environment": "NAME"} instead."#
    ),
    (
      #"{sinks: [{type: "slak", url: {environment: "URL"}}]}"#,
      "sinks[0].type: there is no sink of type 'slak'. Did you mean 'slack'?"
    ),
    (
      #"{sinks: [{type: "slack", url: {environment: "URL"}, chanel: "x"}]}"#,
      "Unknown key 'chanel' in sinks[0]: it knows 'url', 'name', 'type', 'events', 'rate',"
        + " 'summarise', 'followUps'."
    ),
    (
      #"{sinks: [{type: "slack", name: "ops", url: {environment: "MISSING"}}]}"#,
      "Sink 'ops', url: the environment variable MISSING is not set."
    ),
    (
      #"{sinks: [{type: "slack", url: {environment: "PLAIN"}}]}"#,
      "Sink 'slack', url: http://hooks.example.org would send a secret in the clear. Use https."
    ),
    (
      #"{sinks: [{type: "slack", url: {environment: "SHORT"}}]}"#,
      "Sink 'slack', url: the secret is no http or https address."
    ),
    (
      #"{sinks: [{type: "slack", url: {file: "/nowhere/url"}}]}"#,
      "Sink 'slack', url: cannot read /nowhere/url: No such file or directory."
    ),
    (
      #"{sinks: [{type: "slack", url: {file: "/a", environment: "B"}}]}"#,
      "sinks[0].url needs either the key 'file' or the key 'environment'."
    ),
    (
      #"{sinks: [{type: "pagerduty", routingKey: {environment: "SHORT"}}]}"#,
      "Sink 'pagerduty', routingKey: it must have 32 characters, as PagerDuty shows it for an"
        + " integration of the Events API v2."
    ),
    (
      #"{sinks: [{type: "webhook", url: "https://me:pw@example.org"}]}"#,
      "Sink 'webhook', url: a password in the address would stand in the configuration."
        + " Give it as the secret 'authorization'."
    ),
    (
      #"{sinks: [{type: "exec", command: ["page"]}]}"#,
      "sinks[0].command must be a list that begins with a program's absolute path."
    ),
    (
      #"{sinks: [{type: "blocklist", path: "/a", format: "nginx", kinds: ["brute-forse"]}]}"#,
      "sinks[0].kinds[0] is no kind of incident: 'brute-forse'. Did you mean 'brute-force'?"
    ),
    (
      #"{sinks: [{type: "blocklist", path: "/a", format: "nginx"}]}"#,
      "sinks[0] needs the key 'kinds': name the kinds of incidents whose clients are to be blocked."
    ),
    (
      #"{sinks: [{type: "stdout"}, {type: "stdout"}]}"#,
      "Two sinks have the name 'stdout': give each a 'name' of its own."
    ),
    (
      #"{sinks: [{type: "stdout", name: "chat"}], routing: {routes: [{to: ["chta"]}]}}"#,
      "routing.routes[0].to: there is no sink of the name 'chta'. Did you mean 'chat'?"
    ),
    (
      #"{sinks: [], routing: {silences: [{kinds: ["brute-force"]}]}}"#,
      "routing.silences[0] lacks the key 'until': a silence must have an end."
    ),
    (
      #"{sinks: [{type: "stdout", followUps: "soon"}]}"#,
      "sinks[0].followUps must be a time in seconds, or with a unit such as 90s, 10m, 36h or 7d."
    ),
    (
      #"{sinks: [{type: "mail", from: "a@b", to: ["x y"]}]}"#,
      "sinks[0].to[0] must be an address such as oncall@example.org, not 'x y'."
    ),
  ])
  func whatIsWrongIsSaid(text: String, sentence: String) throws {
    let error = #expect(throws: (any Error).self) { try make(text) }
    #expect(SettingsError(try #require(error)).description == sentence)
  }

  @Test func aSecretIsNeverRepeated() throws {
    let texts = [
      #"{sinks: [{type: "slack", url: "hunter2hunter2"}]}"#,
      #"{sinks: [{type: "pagerduty", routingKey: "hunter2hunter2"}]}"#,
      #"{sinks: [{type: "webhook", url: "https://a", secret: "hunter2hunter2"}]}"#,
    ]
    for text in texts {
      let error = #expect(throws: (any Error).self) { try make(text) }
      #expect(!SettingsError(try #require(error)).description.contains("hunter2"))
    }
    let url = try #require(
      SecretURL("https://me:hunter2hunter2@example.org:8443/hunter2?a=hunter2"))
    var dumped = ""
    dump(url, to: &dumped)
    for text in ["\(url)", String(reflecting: url), dumped] {
      #expect(!text.contains("hunter2") && text.contains("https://example.org:8443"))
    }
  }
}
