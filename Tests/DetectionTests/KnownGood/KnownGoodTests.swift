import AccessLog
import TestSupport
import Testing

@testable import Detection

@Suite struct KnownGoodTests {
  /// What gets through a filter, of findings made by hand.
  private func told(_ findings: [Finding], _ entries: [KnownGoodEntry]) -> [Finding] {
    var filter = KnownGoodFilter(KnownGood(entries: entries, patterns: []))
    return filter.pass(findings, .blank, Directory())
  }

  private func network(_ text: String) throws -> Network { try #require(Network(text)) }

  private func line(_ text: String) -> EvidenceLine {
    EvidenceLine(source: "access.log", line: 1, offset: 0, text: Array(text.utf8))
  }

  @Test func whoComesFromAnAllowedNetworkIsPassedOver() throws {
    let entry = KnownGoodEntry(reason: "our scanner", networks: [try network("198.51.100.0/28")])
    let findings = [
      finding(.sqlInjection, Subject(.client, "198.51.100.7")),
      finding(.sqlInjection, Subject(.client, "198.51.100.16")),
      finding(.sqlInjection, Subject(.network, "198.51.100.8/30")),
      finding(.sqlInjection, Subject(.network, "198.51.100.0/24")),
    ]
    #expect(told(findings, [entry]).map(\.subject.value) == ["198.51.100.16", "198.51.100.0/24"])
  }

  @Test func proofOfABreakInRingsAllTheSame() throws {
    let entry = KnownGoodEntry(reason: "our scanner", networks: [try network("198.51.100.7")])
    let findings = [
      finding(severity: .high), finding(severity: .high, gotIn: true), finding(severity: .critical),
    ]
    var filter = KnownGoodFilter(KnownGood(entries: [entry], patterns: []))
    #expect(filter.pass(findings, .blank, Directory()).count == 2)
    #expect(
      filter.sentences == [
        "Silenced as known good (our scanner): 1 finding.",
        "Known good, but told all the same, because somebody got in or it is critical: 2 findings.",
      ])
  }

  @Test func anEntryExpiresInEventTime() throws {
    let entry = KnownGoodEntry(
      reason: "a test", networks: [try network("198.51.100.7")], expires: minute(10))
    #expect(told([finding(.bruteForce, Subject(.client, "198.51.100.7"), 8..<9)], [entry]).isEmpty)
    let late = finding(.bruteForce, Subject(.client, "198.51.100.7"), 10..<11)
    #expect(told([late], [entry]) == [late])
  }

  @Test func allCriteriaMustFit() throws {
    let entry = KnownGoodEntry(
      reason: "export", networks: [try network("198.51.100.7")], paths: ["/export/*"])
    let export = [line("198.51.100.7 - - \"GET /export/1 HTTP/1.1\" 200")]
    let other = [line("198.51.100.7 - - \"GET /login?next=/export/1 HTTP/1.1\" 200")]
    #expect(told([finding(.egressSurge, evidence: export)], [entry]).isEmpty)
    #expect(told([finding(.egressSurge, evidence: export + other)], [entry]).count == 1)
    #expect(told([finding(.egressSurge)], [entry]).count == 1)
  }

  /// Anybody can ask for a path: it hides no attack.
  @Test func whatAnybodyCanSendHidesNoAttack() {
    let entry = KnownGoodEntry(reason: "metrics", paths: ["/metrics"])
    let asked = [line("x \"GET /metrics?a=' OR 1=1 HTTP/1.1\" 200")]
    let findings = [
      finding(.sqlInjection, evidence: asked), finding(.clientOutlier, evidence: asked),
      finding(.trafficSurge, Subject(.endpoint, "GET /metrics")),
      finding(.trafficSurge, Subject(.endpoint, "GET /metricsx")),
    ]
    #expect(told(findings, [entry]).map(\.kind) == [.sqlInjection, .trafficSurge])
  }

  @Test func aUserIsKnownByName() {
    let entry = KnownGoodEntry(reason: "the nightly export", users: ["backup"])
    let findings = [
      finding(.egressSurge, Subject(.user, "backup")), finding(.egressSurge, Subject(.user, "ann")),
    ]
    #expect(told(findings, [entry]).map(\.subject.value) == ["ann"])
  }

  @Test func withoutAnythingKnownAllIsTold() {
    #expect(told([finding()], []).count == 1)
  }
}

/// Programs that behave as they claim, and those that only claim.
@Suite struct VerifiedPatternTests {
  private static let bot =
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"

  /// What of an outlier finding about 198.51.100.7 is passed over in an hour of such requests.
  private func isSilent(
    _ pattern: VerifiedPattern, agent: String, count: Int = 400, path: (Int) -> String,
    method: String = "GET", status: Int = 200
  ) throws -> Bool {
    let lines = (0..<count).map { number in
      LogLine(
        monday + Int64(number * 3600 / count), "198.51.100.7", "\(method) \(path(number))",
        status, agent: agent)
    }
    let stage = Stage(lines)
    let record = try #require(stage.records.map(\.record).first { $0.level == 1 })
    let suspect = try #require(record.suspects.first)
    var found = finding(
      .clientOutlier, Subject(.client, "198.51.100.7"),
      evidence: suspect.evidence.map(stage.directory.evidence))
    found.span = record.span
    var filter = KnownGoodFilter(KnownGood(patterns: [pattern]))
    return filter.pass([found], record, stage.directory).isEmpty
  }

  @Test func aPoliteCrawlerIsPassedOver() throws {
    #expect(try isSilent(.searchBots, agent: Self.bot) { "/pages/\($0)" })
  }

  @Test func aClaimAloneIsNone() throws {
    #expect(try !isSilent(.searchBots, agent: Self.bot, count: 9000) { "/pages/\($0)" })
    #expect(try !isSilent(.searchBots, agent: Self.bot, path: { "/pages/\($0)" }, method: "POST"))
    #expect(try !isSilent(.searchBots, agent: Self.bot, path: { "/pages/\($0)" }, status: 403))
    #expect(try !isSilent(.searchBots, agent: Self.bot) { "/p?id=\($0)'+OR+1=1--" })
    #expect(try !isSilent(.searchBots, agent: "Mozilla/5.0 Firefox/128.0") { "/pages/\($0)" })
  }

  @Test func aHealthCheckAsksForOneThing() throws {
    #expect(try isSilent(.healthChecks, agent: "kube-probe/1.31") { _ in "/healthz" })
    #expect(try !isSilent(.healthChecks, agent: "kube-probe/1.31") { "/users/\($0)" })
    #expect(try isSilent(.monitors, agent: "Prometheus/2.53") { "/metrics/\($0 % 5)" })
  }
}
