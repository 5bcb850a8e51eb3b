import AccessLog
import Traffic

extension WindowRecorder {
  /// The evidence against a principal in units of the floors: at 1 something could ring. It only grows
  /// within a window. A success after failures, and changes behind it, make it jump, so that they are
  /// told as soon as they are known.
  public static func weight(_ aggregate: PrincipalAggregate, level: Int) -> Float {
    let floors = Floors.of(level: level)
    let access = AccessFloors.of(level: level)
    var weight = Float(aggregate.failedLogIns) / Float(floors.failedLogIns)
    weight = max(weight, Float(aggregate.bytes) / Float(floors.bytes))
    if Int(aggregate.statuses.notFound) >= floors.missingPaths {
      let missing = Float(aggregate.missingPaths.estimate)
      weight = max(weight, missing / Float(floors.missingPaths))
    }
    let walked = max(aggregate.walks.first.requests, aggregate.walks.second.requests)
    weight = max(weight, Float(walked) / Float(floors.objects))
    let doors = Float(aggregate.closedDoors.nonzeroBitCount)
    weight = max(weight, doors / Float(access.closedDoors))
    // A door that opened is told at once.
    if doors >= Float(access.closedDoors),
      aggregate.closedSuccesses &+ aggregate.rareChanges > 0
    {
      weight *= 2
    }
    if aggregate.key.isUser {
      let networks = Float(aggregate.parties.nonzeroBitCount)
      weight = max(weight, networks / Float(access.networks))
    }
    guard aggregate.successesAfterFailures > 0 else { return weight }
    let changes = Float(min(aggregate.rareAfterRun, 3))
    return max(weight, 1) * 4 * (1 + changes)
  }

  /// The record of a coarser window that is still open, with those whose evidence has risen.
  /// - Parameters:
  ///   - places: Where they stand in the window.
  ///   - end: Up to when the window is filled.
  public func running(
    _ window: Window, places: [Int], level: Int, until end: Timestamp
  ) -> WindowRecord {
    let aggregates = window.principals.aggregates
    var record = WindowRecord(
      level: level, span: TimeSpan(start: window.start, end: end), service: nil, endpoints: [],
      suspects: places.map { suspect(aggregates[$0], window) }, principalCount: places.count)
    record.isRunning = true
    return record
  }
}
