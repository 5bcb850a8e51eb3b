import AccessLog
import TestSupport
import Traffic

@testable import Detection

/// Windows of a service made up from a seed: about twenty requests a minute, half as many at night,
/// one in a hundred of which fails, of about a kilobyte each; without a log in between.
struct Months {
  var seed: UInt64 = 1
  /// What the requests are multiplied by, at a second.
  var rate: (Int64) -> Double = { _ in 1 }
  /// Percent of requests that the server fails, at a second.
  var errors: (Int64) -> Int = { _ in 1 }

  /// What durations are multiplied by, at a second.
  var slowness: (Int64) -> Double = { _ in 1 }

  /// The records of some days.
  func records(from first: Int = 0, days: Int) -> [WindowRecord] {
    var generator = SeededGenerator(seed: seed)
    return (0..<days * 1440).map { minute in
      let start = monday + Int64(first) * 86_400 + Int64(minute) * 60
      let night = (start % 86_400 / 3600) < 7
      let trials = Int((night ? 100 : 200) * rate(start))
      let requests = (0..<trials).count { _ in generator.below(10) == 0 }
      let failed = (0..<requests).count { _ in generator.below(100) < errors(start) }
      let bytes = (0..<requests).reduce(0) { sum, _ in sum + 500 + generator.below(1000) }
      var record = record(start, requests, failed, bytes)
      record.service?.p50 = 80
      record.service?.p95 = Float(Double(200 + generator.below(300)) * slowness(start))
      return record
    }
  }

  private func record(_ start: Int64, _ requests: Int, _ failed: Int, _ bytes: Int) -> WindowRecord
  {
    var point = TrafficPoint.blank
    point.requests = UInt32(requests)
    point.serverErrors = UInt32(failed)
    point.bytes = UInt64(bytes)
    var record = WindowRecord.blank
    record.level = 0
    record.span = TimeSpan(
      start: Timestamp(seconds: start), end: Timestamp(seconds: start + 60))
    record.service = point
    return record
  }

  /// What is learned from a quiet history.
  func model(days: Int) -> Model? {
    Learner(levels: 3, windowSeconds: 60).model(records(days: days), directory: Directory())
  }
}
