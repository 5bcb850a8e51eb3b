/// How surprising a value is among the latest ones of its own kind, learned as they come.
///
/// Peaks over threshold on a stream (as SPOT in Siffer, Fouque, Termier & Largouët 2017, "Anomaly
/// detection in streams with extreme value theory", KDD), with ``TailModel`` fitted anew each time
/// the sample has grown by a fiftieth. What is strange for one series is usual for another; after
/// this they speak the same language.
public struct RollingTail: Sendable, Codable, Hashable {
  private var values: RollingOrder
  private var model: TailModel?
  private var sinceFit = 0

  /// Fewer values than this say nothing.
  public static let fewest = 20

  /// Nothing learned yet.
  public init(capacity: Int = 8192) { values = RollingOrder(capacity: capacity) }

  /// −log10 of the tail beyond a value, 0 while warming up. O(1).
  public func surprise(_ value: Double) -> Double { model?.surprise(value) ?? 0 }

  /// Learns a value; NaN is refused. Amortised O(n) by moving memory.
  public mutating func learn(_ value: Double) {
    guard !value.isNaN else { return }
    values.add(value)
    sinceFit += 1
    guard values.count >= Self.fewest else { return }
    if model == nil || sinceFit >= max(8, values.count / 50) {
      model = TailModel(sorted: values.sorted, level: 0.9)
      sinceFit = 0
    }
  }
}
