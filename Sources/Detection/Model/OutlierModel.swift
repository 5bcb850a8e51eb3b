import AccessLog
import Scoring
import Traffic

/// What hours of busy principals look like as a whole: an isolation forest over their features.
public struct OutlierModel: Sendable, Codable, Hashable {
  /// The forest over `PrincipalFeatures`.
  public var forest: IsolationForest
  /// Hours learned from.
  public var count: Int

  /// The level of the windows that are judged: an hour gives enough requests for shares.
  public static let level = 1
  /// Hours with fewer requests are not looked at: their shares mean nothing.
  public static let fewestRequests: UInt32 = 30
  /// Fewer hours than this make no forest.
  static let fewestRows = 256
}

/// Gathers hours of principals for the forest: a uniform sample of bounded size (Vitter 1985,
/// "Random sampling with a reservoir", algorithm R), seeded, so that the same input gives the same
/// sample.
struct OutlierLearner: Sendable {
  private var rows: [[Double]] = []
  private var seen = 0
  private var generator = SplitMix64(seed: 0)

  static let capacity = 8192

  mutating func learn(_ principals: PrincipalTable) {
    for aggregate in principals.aggregates
    where aggregate.requests >= OutlierModel.fewestRequests {
      if aggregate.tally >= 0, principals.tally(of: aggregate).provesIntent { continue }
      seen += 1
      if rows.count < Self.capacity {
        rows.append(PrincipalFeatures.values(aggregate))
      } else {
        let place = generator.below(seen)
        if place < Self.capacity { rows[place] = PrincipalFeatures.values(aggregate) }
      }
    }
  }

  /// The forest; nil where there was too little to learn from. O(trees · sample).
  func model() -> OutlierModel? {
    guard rows.count >= OutlierModel.fewestRows else { return nil }
    var matrix = FeatureMatrix(columns: PrincipalFeatures.names.count)
    for row in rows { try? matrix.append(row) }
    return OutlierModel(
      forest: IsolationForest(training: matrix, contamination: 0.01), count: rows.count)
  }
}

extension OutlierLearner: Snapshotting {
  /// The sample so far, as it is kept over a restart.
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    let columns = PrincipalFeatures.names.count
    var values = archive.isReading ? [] : Array(rows.joined())
    var state = generator.state
    try archive.values(&values)
    try archive.value(&seen)
    try archive.value(&state)
    guard archive.isReading else { return }
    try archive.require(
      values.count % columns == 0 && values.count / columns <= Self.capacity && seen >= 0,
      "holds an impossible sample of clients")
    rows = stride(from: 0, to: values.count, by: columns).map { Array(values[$0..<$0 + columns]) }
    generator = SplitMix64(seed: state)
  }
}
