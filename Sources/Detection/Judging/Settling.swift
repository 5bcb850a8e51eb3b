import AccessLog
import Scoring
import Traffic

/// Lets the baseline of a subject follow a level that has come to stay.
///
/// Windows with a finding are not learned. But what is found about the service or an endpoint itself
/// for a whole day without a break is a new usual, after a deploy or a customer's arrival: after a day
/// every hour has been seen. Then the baseline takes over what the day has shown, and the incident
/// ends: one alert, not one for ever. What clients do is not learned that way.
struct Settling: Sendable {
  private struct Run: Sendable, PlainData {
    var since: Int64
    var last: Int64
    var requests = 0
    var expected = 0.0
    var serverErrors = 0
    var bytes = 0.0
  }

  private var runs: [EndpointID: Run] = [:]

  /// How long it takes: a day.
  static let seconds: Int64 = 86_400
  /// A pause without findings that is no break.
  static let pause: Int64 = 3600

  /// Notes a window.
  /// - Parameter isFound: True if something was found about the subject itself.
  /// - Returns: The baseline that has followed; nil where there is nothing to follow yet.
  mutating func follow(
    _ point: TrafficPoint, _ scene: TrafficScene, isFound: Bool
  ) -> TrafficBaseline? {
    let start = scene.span.start.seconds
    guard isFound || runs[point.endpoint] != nil else { return nil }
    var run = runs[point.endpoint] ?? Run(since: start, last: start)
    if start - run.last > Self.pause {
      runs[point.endpoint] = isFound ? Run(since: start, last: start) : nil
      return nil
    }
    if isFound { run.last = start }
    run.requests += Int(point.requests)
    run.expected += scene.requests?.mean ?? 0
    run.serverErrors += Int(point.serverErrors)
    run.bytes += Double(point.bytes)
    guard start - run.since >= Self.seconds, run.expected > 0 else {
      runs[point.endpoint] = run
      return nil
    }
    runs[point.endpoint] = nil
    return Self.settled(scene.baseline, run)
  }

  private static func settled(_ baseline: TrafficBaseline, _ run: Run) -> TrafficBaseline {
    var baseline = baseline
    let usualBytes = run.expected * baseline.answerSize.typical
    baseline.requests.relevel(by: Double(run.requests) / run.expected)
    baseline.errors.relevel(successes: run.serverErrors, trials: run.requests)
    if usualBytes > 0 {
      baseline.bytes.relevel(to: baseline.bytes.typical * run.bytes / usualBytes)
    }
    baseline.answerSize.relevel(to: run.bytes / Double(max(run.requests, 1)))
    return baseline
  }
}

extension Settling: Snapshotting {
  /// What has been watched so far, as it is kept over a restart.
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.table(&runs)
  }
}
