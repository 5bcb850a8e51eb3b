/// The same figure of several runs.
struct Spread: Codable {
  /// The middle one; of an even number the mean of the two.
  var median: Double
  /// The smallest.
  var min: Double
  /// The largest.
  var max: Double

  /// The spread of figures; zeros where there are none.
  init(_ values: [Double]) {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    guard let first = sorted.first, let last = sorted.last else {
      (median, min, max) = (0, 0, 0)
      return
    }
    median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    (min, max) = (first, last)
  }
}
