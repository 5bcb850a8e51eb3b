/// Order statistics of small arrays, the ground robust estimates stand on.
public enum Order {
  /// The median; the mean of the two middle values for an even number, nil for none. O(n log n).
  ///
  /// NaN must have been refused before: it has no place in an order.
  public static func median(_ values: [Double]) -> Double? { median(sorted: values.sorted()) }

  /// The median of values already in ascending order. O(1).
  public static func median(sorted values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let middle = values.count / 2
    return values.count % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle])
  }

  /// The quantile by linear interpolation between order statistics, at position p·(n−1).
  ///
  /// This is definition 7 of Hyndman & Fan 1996, the common default; `sorted` is ascending. O(1).
  public static func quantile(_ share: Double, sorted values: [Double]) -> Double? {
    guard let first = values.first, !share.isNaN else { return nil }
    guard values.count > 1 else { return first }
    let position = min(1, max(0, share)) * Double(values.count - 1)
    let below = min(Int(position), values.count - 2)
    let part = position - Double(below)
    return values[below] + part * (values[below + 1] - values[below])
  }
}
