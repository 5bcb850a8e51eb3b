import Scoring

/// Why models cannot be joined, as a sentence.
public enum ModelMergeError: Error, Hashable, CustomStringConvertible {
  /// Their windows differ in length, in seconds.
  case windows(Int64, Int64)
  /// They tell of the same time: their traffic would have to be added, not averaged.
  case sameTime

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .windows(let first, let second):
      "The models were learned from windows of \(first) s and of \(second) s, which do not fit:"
        + " train one of them again with --window."
    case .sameTime:
      "The models tell of the same time. What is joined are stretches of one service's history, one"
        + " after the other; train one model on both logs together instead."
    }
  }
}

extension Model {
  /// Joins what two stretches of one service's history have shown, in either order.
  ///
  /// Baselines are pooled by their weights; tails by their quantiles; the forest is the one of the
  /// later stretch, because it cannot be pooled and ages. O(endpoints).
  /// - Throws: `ModelMergeError`.
  public func merged(with other: Model) throws(ModelMergeError) -> Model {
    guard history.windowSeconds == other.history.windowSeconds else {
      throw .windows(history.windowSeconds, other.history.windowSeconds)
    }
    guard history.start <= other.history.start else { return try other.merged(with: self) }
    let overlap = Double(min(history.end, other.history.end) - other.history.start)
    guard overlap <= 0.1 * min(history.seconds, other.history.seconds) else { throw .sameTime }
    var result = self
    result.service = service.merged(with: other.service)
    result.endpoints.merge(other.endpoints) { $0.merged(with: $1) }
    result.populations = zip(populations, other.populations).map { $0.merged(with: $1) }
    result.walks = Self.merged(walks, other.walks)
    result.outliers = other.outliers ?? outliers
    result.habits = habits.merged(with: other.habits)
    result.endpointOutliers = other.endpointOutliers ?? endpointOutliers
    result.missing = Self.merged(missing, other.missing)
    result.inventory = inventory.followed(by: other.inventory)
    result.sources.merge(other.sources) { $0.merged(with: $1) }
    result.history = history.merged(with: other.history)
    return result
  }

  private static func merged(
    _ mine: QuantityBaseline?, _ theirs: QuantityBaseline?
  ) -> QuantityBaseline? {
    guard let mine, let theirs else { return mine ?? theirs }
    return mine.merged(with: theirs)
  }

  private static func merged(
    _ mine: [[String: ObjectTail]]?, _ theirs: [[String: ObjectTail]]?
  ) -> [[String: ObjectTail]]? {
    guard let mine, let theirs else { return mine ?? theirs }
    return zip(mine, theirs).map { $0.merging($1) { $0.merged(with: $1) } }
  }
}

extension Model.History {
  /// Both stretches; a gap between them is no history, so the length is the sum.
  fileprivate func merged(with other: Model.History) -> Model.History {
    var result = self
    result.end = max(end, other.end)
    result.windows += other.windows
    result.requests += other.requests
    result.endpointWindows += other.endpointWindows
    result.gap += max(0, other.start - end) + other.gap
    return result
  }
}
