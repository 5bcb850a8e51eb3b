import Scoring
import Traffic

/// What principals of a service usually do in a window of one level.
public struct PopulationModel: Sendable, Codable, Hashable {
  /// Requests.
  public var requests: PopulationTail
  /// Bytes received.
  public var bytes: PopulationTail
  /// Refused log-ins.
  public var failedLogIns: PopulationTail
  /// Different paths that were not found.
  public var missingPaths: PopulationTail
  /// Different objects of the endpoint walked most.
  public var objects: PopulationTail
  /// Windows of principals learned from.
  public var count: Int
  /// The length of the history, in seconds.
  public var seconds: Double

  /// Windows of principals in a week, as far as the history tells.
  public var windowsPerWeek: Double {
    Double(count) * 604_800 / max(seconds, 60)
  }
}

/// Learns what principals usually do, window by window, in bounded memory.
public struct PopulationLearner: Sendable {
  private var requests = QuantileSketch()
  private var bytes = QuantileSketch()
  private var failedLogIns = QuantileSketch()
  private var missingPaths = QuantileSketch()
  private var objects = QuantileSketch()
  private var count = 0

  /// A learner that has seen nothing.
  public init() {}

  /// Learns from all principals of a window, except those whose requests prove intent. O(principals).
  public mutating func learn(_ principals: PrincipalTable) {
    for aggregate in principals.aggregates {
      if aggregate.tally >= 0, principals.tally(of: aggregate).provesIntent { continue }
      learn(aggregate)
    }
  }

  private mutating func learn(_ aggregate: PrincipalAggregate) {
    count += 1
    requests.insert(Double(aggregate.requests))
    bytes.insert(Double(aggregate.bytes))
    add(aggregate.failedLogIns, to: &failedLogIns) { Double(aggregate.failedLogIns) }
    add(aggregate.statuses.notFound, to: &missingPaths) {
      Double(aggregate.missingPaths.estimate)
    }
    let walked = aggregate.walks.first.requests
    add(walked, to: &objects) { Double(aggregate.walks.widest.objects.estimate) }
  }

  @inline(__always)
  private func add(_ number: UInt32, to sketch: inout QuantileSketch, _ value: () -> Double) {
    if number == 0 { sketch.insertZeros(1) } else { sketch.insert(value()) }
  }

  /// What was learned.
  /// - Parameter seconds: The length of the history.
  public func model(seconds: Double) -> PopulationModel {
    PopulationModel(
      requests: PopulationTail(requests, total: count),
      bytes: PopulationTail(bytes, total: count, isLogarithmic: true),
      failedLogIns: PopulationTail(failedLogIns, total: count),
      missingPaths: PopulationTail(missingPaths, total: count),
      objects: PopulationTail(objects, total: count), count: count, seconds: seconds)
  }
}
