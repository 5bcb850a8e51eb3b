import AccessLog
import Scoring
import TestSupport
import Testing
import Traffic

@testable import Detection

/// Server errors over quarters of an hour: an endpoint with four requests a minute, one in five hundred of
/// which fails.
@Suite struct ErrorWatchTests {
  private static let baseline: TrafficBaseline = {
    var baseline = TrafficBaseline(windowSeconds: 60)
    baseline.errors = RatioBaseline.learned(
      from: (0..<3000).map { RatioSample(successes: $0 % 125 == 0 ? 1 : 0, trials: 4) })
    return baseline
  }()

  /// A minute of the endpoint.
  /// - Parameters:
  ///   - errors: How many of its requests fail.
  ///   - client: Who gets the errors.
  private func record(_ minute: Int, requests: UInt32 = 4, errors: UInt32, client: Int)
    -> WindowRecord
  {
    var point = TrafficPoint.blank
    point.requests = requests
    point.serverErrors = errors
    point.failedBits = errors > 0 ? 1 << UInt64(client % 64) : 0
    var record = WindowRecord.blank
    record.span = span(minute..<minute + 1)
    record.service = point
    point.endpoint = 2
    record.endpoints = [point]
    return record
  }

  private func scene(_ id: EndpointID, _ span: TimeSpan) -> TrafficScene? {
    guard id != Endpoint.unknown else { return nil }
    return TrafficScene(
      span: span, directory: Directory(), baseline: Self.baseline, parent: .general, threshold: 5,
      subject: Subject(.endpoint, "GET /pay"), history: "7 days")
  }

  /// What is told of three quarters of an hour, with errors in some minutes of the second one.
  private func findings(
    clients: Int = 60, requests: UInt32 = 4, _ errors: (Int) -> UInt32
  ) -> [Finding] {
    var watch = ErrorWatch()
    return (0..<45).flatMap { minute in
      let isWithin = (15..<30).contains(minute)
      return watch.take(
        record(
          minute, requests: requests, errors: isWithin ? errors(minute - 15) : 0,
          client: minute % clients), scene: scene)
    }
  }

  @Test func ringsAboutErrorsThatLast() throws {
    let found = findings { $0 % 2 == 0 ? 2 : 1 }
    let finding = try #require(found.first)
    #expect(found.count == 1 && finding.kind == .errorSurge && finding.severity == .high)
    #expect(finding.span == TimeSpan(start: minute(15), end: minute(30)) && finding.isLasting)
    #expect(
      finding.headline
        == "38 % of requests to GET /pay failed with 5xx in a quarter of an hour (23 of 60,"
        + " 17 clients); usual is 0.2 %")
  }

  @Test func fewerAreMedium() {
    #expect(findings { $0 % 3 == 0 ? 0 : 1 }.map(\.severity) == [.medium])
  }

  /// What explains the finding is what it was judged by: the rest without the two worst minutes.
  @Test func itsReasonIsTheTestItself() throws {
    let reason = try #require(findings { $0 % 2 == 0 ? 2 : 1 }.first?.reasons.first)
    #expect(reason.test?.surprise == reason.contribution && reason.observed == 19.0 / 52)
  }

  @Test func staysSilentAboutADeploy() {
    #expect(findings(requests: 400) { $0 == 4 || $0 == 5 ? 300 : 0 }.isEmpty)
  }

  @Test func staysSilentAboutWhoTriesAgainAndAgain() {
    #expect(findings(clients: 2) { _ in 1 }.isEmpty)
  }

  @Test func staysSilentAboutAFew() { #expect(findings { $0 % 3 == 0 ? 1 : 0 }.isEmpty) }

  /// The block that is being counted outlives a restart.
  @Test func aRestartForgetsNothing() throws {
    var watch = ErrorWatch()
    for minute in 15..<25 {
      _ = watch.take(record(minute, errors: 1, client: minute), scene: scene)
    }
    var archive = SnapshotArchive()
    try watch.snapshot(&archive)
    var again = ErrorWatch()
    var reading = SnapshotArchive(reading: archive.bytes)
    try again.snapshot(&reading)
    let next = record(30, errors: 0, client: 1)
    let told = watch.take(next, scene: scene)
    #expect(again.take(next, scene: scene) == told && told.count == 1)
  }
}
