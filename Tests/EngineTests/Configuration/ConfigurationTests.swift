import AccessLog
import Detection
import Testing

@testable import Engine

@Suite struct ConfigurationTests {
  @Test func everyValueIsMeantAsItIsWritten() throws {
    let configuration = try Configuration.parse(
      """
      { // a comment
        sources: ["a.log", { path: 'b/*.log', format: "haproxy" }],
        format: "combined", trustedProxies: ["10.0.0.0/8", "::1"],
        durationUnit: "us", timeZone: "+02:00",
        window: "5m", falseAlarmsPerWeek: .5, model: "m", minSeverity: "high",
        alerts: "-", report: "r.html", threads: 2, maxMemory: "1G",
        state: "/s", fromStart: true, health: { status: "s.json", metrics: "m.prom", },
      }
      """, name: "t.json5")
    #expect(configuration.sources.map(\.path) == ["a.log", "b/*.log"])
    #expect(configuration.sources.map(\.format?.text) == [nil, "haproxy"])
    #expect(configuration.format?.text == "combined")
    #expect(configuration.trustedProxies.map(\.description) == ["10.0.0.0/8", "::1/128"])
    #expect(configuration.durationUnit == .microseconds)
    #expect(configuration.timeZone == LogZone(offset: "+02:00"))
    #expect(configuration.window == 300)
    #expect(configuration.falseAlarmsPerWeek == 0.5)
    #expect(configuration.model == "m")
    #expect(configuration.minSeverity == .high)
    #expect(configuration.alerts == "-" && configuration.report == "r.html")
    #expect(configuration.threads == 2 && configuration.maxMemory == 1 << 30)
    #expect(configuration.state == "/s" && configuration.fromStart == true)
    #expect(configuration.statusFile == "s.json" && configuration.metricsFile == "m.prom")
  }

  @Test func anEmptyConfigurationSaysNothing() throws {
    let configuration = try Configuration.parse("{}", name: "t")
    #expect(configuration.sources.isEmpty && configuration.window == nil)
  }

  @Test(arguments: [
    (
      "{ window: 61 }",
      "t, line 1, column 3: window must be a number of seconds that divides an hour evenly, such as"
        + " 60 or \"5m\", not 61."
    ),
    (
      "{\n  widow: 60\n}",
      "t, line 2, column 3: Unknown key 'widow' in the configuration: did you mean 'window'?"
    ),
    (
      "{ sources: [{ path: 'a' }, { pth: 'b' }] }",
      "t, line 1, column 30: Unknown key 'pth' in sources[1]: did you mean 'path'?"
    ),
    (
      "{ sources: [{ format: 'nginx' }] }",
      "t, line 1, column 13: sources[0] lacks the key 'path': add it."
    ),
    (
      "{ threads: \"two\" }",
      "t, line 1, column 3: threads must be a whole number, not a text."
    ),
    ("{ threads: 0 }", "t, line 1, column 3: threads must be from 1 to 1024, not 0."),
    ("{ window: [60] }", "t, line 1, column 3: window must be a whole number, not a list."),
    (
      "{ fromStart: 'yes' }",
      "t, line 1, column 3: fromStart must be true or false, not a text."
    ),
    ("{ model: '' }", "t, line 1, column 3: model must be a path, not an empty text."),
    (
      "{ trustedProxies: ['10.0.0.0/8', '10.0.0/33'] }",
      "t, line 1, column 34: trustedProxies[1] must be an address or a network such as"
        + " \"192.0.2.0/24\", not \"10.0.0/33\"."
    ),
    (
      "{ minSeverity: 'hihg' }",
      "t, line 1, column 3: minSeverity must be one of low, medium, high, critical, not \"hihg\"."
        + " Did you mean 'high'?"
    ),
    (
      "{ maxMemory: '1M' }",
      "t, line 1, column 3: maxMemory must be a size of at least 64M, such as \"512M\" or \"2G\","
        + " not \"1M\"."
    ),
    (
      "{ privacy: { pseudonymKey: 'tops3cret' } }",
      "t, line 1, column 14: privacy.pseudonymKey is a secret, which must not stand in the configuration: write"
        + " {\"file\": \"/path\"} or {\"environment\": \"NAME\"} instead."
    ),
    (
      "{ knownGood: { allow: [{ reason: 'x' }] } }",
      "t, line 1, column 24: knownGood.allow[0] names nobody and would silence everything: add"
        + " networks, agents, paths or users."
    ),
    (
      "{ knownGood: { allow: [{ reason: 'x', paths: ['health'] }] } }",
      "t, line 1, column 47: knownGood.allow[0].paths[0] must be a path such as \"/health\" or"
        + " \"/metrics/*\", not \"health\"."
    ),
    (
      "{ knownGood: { patterns: ['monitor'] } }",
      "t, line 1, column 27: knownGood.patterns[0] must be one of health-checks, monitors,"
        + " search-bots, not \"monitor\". Did you mean 'monitors'?"
    ),
    ("[]", "t, line 1, column 1: the configuration must be an object in braces { }, not a list."),
  ])
  func whatIsWrongIsSaidWithItsPlace(text: String, sentence: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try Configuration.parse(text, name: "t")
    }
    #expect(error?.description == sentence)
  }

  @Test func whatCannotBeReadIsSaid() {
    let error = #expect(throws: ConfigurationError.self) { try Configuration.load("/none/such") }
    #expect(
      error?.description
        == "The configuration /none/such cannot be read: No such file or directory.")
  }

  @Test func theDigestFollowsWhatDecidesAndNothingElse() {
    var settings = RunSettings()
    let hash = JudgingDigest.hash(of: settings)
    settings.reading.threads = 7
    settings.paths = ["elsewhere"]
    #expect(JudgingDigest.hash(of: settings) == hash)
    settings.pipeline.analyst.budget.perWeek = 7
    #expect(JudgingDigest.hash(of: settings) != hash)
  }
}
