import AccessLog
import Foundation

/// Quantiles of positive values with a bounded relative error, mergeable: DDSketch (Masson, Rim &
/// Lee, VLDB 2019) with buckets γ = (1 + α)/(1 − α), α = 2 %.
///
/// Value v falls into bucket ⌈log_γ v⌉; a quantile is answered by its bucket's middle, 2γⁱ/(γ + 1),
/// which is off by at most α. Zero has a bucket of its own. At most `bucketLimit` buckets are kept;
/// beyond that the lowest are folded together, so the upper quantiles stay right.
public struct QuantileSketch: Sendable, Hashable {
  /// The relative error of a quantile.
  public static let relativeError = 0.02
  /// The most buckets kept: they span more than eight orders of magnitude.
  public static let bucketLimit = 512
  fileprivate static let gamma = (1 + relativeError) / (1 - relativeError)
  private static let logGamma = log(gamma)

  private var zeros = 0
  private var base = 0
  private var buckets: [UInt32] = []
  /// How many values were added.
  public private(set) var count = 0

  /// A sketch without values.
  public init() {}

  /// Adds a value; negative and non-finite ones are not counted. Amortised O(1).
  public mutating func insert(_ value: Double) { insert(value, times: 1) }

  /// Adds a value several times. Amortised O(1).
  public mutating func insert(_ value: Double, times: Int) {
    guard value.isFinite, value >= 0, times > 0 else { return }
    count += times
    guard value > 1e-9 else { zeros += times; return }
    add(UInt32(clamping: times), toBucket: Self.bucket(value))
  }

  /// ⌈log_γ v⌉.
  @inline(__always)
  private static func bucket(_ value: Double) -> Int {
    value >= 1 && value < BucketTable.limit
      ? BucketTable.standard.bucket(value) : logarithm(value)
  }

  /// The same by its definition.
  fileprivate static func logarithm(_ value: Double) -> Int {
    Int((log(value) / logGamma).rounded(.up))
  }

  /// Takes over another sketch's values; the same as if all had been added here. O(buckets).
  public mutating func merge(_ other: QuantileSketch) {
    count += other.count
    zeros += other.zeros
    for (offset, number) in other.buckets.enumerated() where number > 0 {
      add(number, toBucket: other.base + offset)
    }
  }

  /// The value below which a share of the values lies; nil without values. O(buckets).
  /// - Parameter share: 0…1.
  public func quantile(_ share: Double) -> Double? {
    guard count > 0 else { return nil }
    var rank = Int((Double(count - 1) * min(max(share, 0), 1)).rounded(.down)) - zeros
    if rank < 0 { return 0 }
    for (offset, number) in buckets.enumerated() {
      rank -= Int(number)
      if rank < 0 {
        return value(ofBucket: base + offset)
      }
    }
    return nil
  }

  /// Two quantiles in one pass, the lower share first; nil without values. O(buckets).
  ///
  /// They lie between two of the values, such that they are as often too large as too small however few
  /// values there are (Hyndman & Fan 1996, "Sample quantiles in statistical packages", definition 8): a
  /// quiet minute's and a busy one's can be compared.
  public func quantiles(_ lower: Double, _ upper: Double) -> (Double, Double)? {
    guard count > 0 else { return nil }
    let (first, second) = (place(of: lower), place(of: upper))
    var walk = Walk(sketch: self)
    // In rising order, so that one walk finds all four.
    let low = (walk.value(at: Int(first)), walk.value(at: Int(first.rounded(.up))))
    if Int(second) < Int(first.rounded(.up)) { walk = Walk(sketch: self) }
    let high = (walk.value(at: Int(second)), walk.value(at: Int(second.rounded(.up))))
    return (Self.between(low, first), Self.between(high, second))
  }

  /// Where among the values in rising order a quantile lies, from 0.
  private func place(of share: Double) -> Double {
    let position = (Double(count) + 1 / 3) * min(max(share, 0), 1) + 1 / 3 - 1
    return min(max(position, 0), Double(count - 1))
  }

  private static func between(_ values: (Double, Double), _ place: Double) -> Double {
    values.0 + (values.1 - values.0) * (place - place.rounded(.down))
  }

  /// Goes through the values in rising order.
  private struct Walk {
    let sketch: QuantileSketch
    private var offset = -1
    /// Values up to the end of the bucket.
    private var end: Int

    init(sketch: QuantileSketch) {
      self.sketch = sketch
      end = sketch.zeros
    }

    /// The value at a place that is not before the one asked for last.
    mutating func value(at place: Int) -> Double {
      while place >= end, offset + 1 < sketch.buckets.count {
        offset += 1
        end += Int(sketch.buckets[offset])
      }
      return offset < 0 ? 0 : sketch.value(ofBucket: sketch.base + offset)
    }
  }

  private func value(ofBucket bucket: Int) -> Double {
    2 * exp(Double(bucket) * Self.logGamma) / (Self.gamma + 1)
  }

  /// The upper part of the values as a list, for fitting a tail to it. O(buckets + limit).
  /// - Parameters:
  ///   - share: Where the upper part begins, 0…1.
  ///   - limit: The most values in the list; where there are more, each stands for several.
  public func upperValues(from share: Double, limit: Int) -> [Double] {
    let wanted = Int((Double(count) * (1 - min(max(share, 0), 1))).rounded(.up))
    guard wanted > 0, limit > 0 else { return [] }
    let step = max(1, (wanted + limit - 1) / limit)
    var values: [Double] = []
    var taken = 0
    for (offset, number) in buckets.enumerated().reversed() {
      let value = value(ofBucket: base + offset)
      let end = min(wanted, taken + Int(number))
      while taken < end {
        if taken % step == 0 { values.append(value) }
        taken += 1
      }
    }
    while taken < wanted, taken - (count - zeros) < zeros {
      if taken % step == 0 { values.append(0) }
      taken += 1
    }
    return values.reversed()
  }

  /// Forgets the values but keeps the memory.
  public mutating func reset() {
    zeros = 0
    count = 0
    base = 0
    buckets.removeAll(keepingCapacity: true)
  }

  private mutating func add(_ number: UInt32, toBucket bucket: Int) {
    if buckets.isEmpty { base = bucket }
    if bucket < base { growDown(to: bucket) }
    var offset = max(bucket - base, 0)
    if offset >= buckets.count {
      buckets.append(contentsOf: repeatElement(0, count: offset + 1 - buckets.count))
    }
    if buckets.count > Self.bucketLimit {
      let excess = buckets.count - Self.bucketLimit
      let folded = buckets[0...excess].reduce(0, +)
      buckets.removeFirst(excess)
      buckets[0] = folded
      base += excess
      offset = max(offset - excess, 0)
    }
    buckets[offset] &+= number
  }

  private mutating func growDown(to bucket: Int) {
    let lowest = max(bucket, base + buckets.count - Self.bucketLimit)
    guard lowest < base else { return }
    buckets.insert(contentsOf: repeatElement(0, count: base - lowest), at: 0)
    base = lowest
  }
}

/// The buckets of values from 1 to 2⁴⁰ without a logarithm for each.
///
/// Cells of 1/64 of an octave, cut by the leading bits of the number itself (IEEE 754), are narrower
/// than buckets, so a cell lies in one bucket or reaches into the next, and one comparison decides.
private struct BucketTable {
  static let standard = BucketTable()
  static let limit = 0x1p40
  private static let octaves = 40
  private static let cells = 64
  /// The bucket in which a cell begins.
  private let first: [Int16]
  /// The largest value of each bucket.
  private let largest: [Double]

  init() {
    let starts = (0..<Self.octaves * Self.cells).map {
      scalbn(1 + Double($0 % Self.cells) / Double(Self.cells), $0 / Self.cells)
    }
    let first = starts.map { Int16(QuantileSketch.logarithm($0)) }
    self.first = first
    largest = (0...Int(first.last ?? 0)).map { Self.largest(of: $0) }
  }

  /// The largest number whose bucket is not beyond this one: γⁱ, corrected for rounding.
  private static func largest(of bucket: Int) -> Double {
    var value = pow(QuantileSketch.gamma, Double(bucket))
    while QuantileSketch.logarithm(value) > bucket { value = value.nextDown }
    while QuantileSketch.logarithm(value.nextUp) <= bucket { value = value.nextUp }
    return value
  }

  /// - Parameter value: 1 or more, below `limit`.
  @inline(__always)
  func bucket(_ value: Double) -> Int {
    let cell = Int(truncatingIfNeeded: (value.bitPattern &- (1.0).bitPattern) >> 46)
    let bucket = Int(first[cell])
    return value > largest[bucket] ? bucket &+ 1 : bucket
  }
}

extension QuantileSketch: Snapshotting {
  /// The sketch as it is kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.value(&zeros)
    try archive.value(&base)
    try archive.values(&buckets)
    try archive.value(&count)
    try archive.require(
      abs(base) < 1 << 20 && buckets.count <= Self.bucketLimit, "holds an impossible sketch")
  }
}
