import AccessLog
import Foundation

/// Estimates how many distinct values were seen, in 32 bytes, by linear counting
/// (Whang, Vander-Zanden & Taylor, "A linear-time probabilistic counting algorithm", 1990).
///
/// Every value sets one of m = 256 bits; with z bits still clear the estimate is m·ln(m / z). The
/// standard error is below 5 % up to about 150 values and 10 % at 1,000; beyond `limit` the counter
/// is full. It is what a principal's window can afford: hundreds of thousands of windows are made
/// an hour, each lives a minute, and none may allocate. Two counters merge by OR.
public struct BitmapCounter: Sendable, Hashable {
  private var bits = SIMD4<UInt64>.zero

  /// The estimate of a full counter: m·ln m, rounded.
  public static let limit = 1420

  /// A counter that has seen nothing.
  public init() {}

  /// Notes a value by its hash. O(1).
  @inline(__always)
  public mutating func insert(_ hash: UInt64) {
    bits[Int(truncatingIfNeeded: hash >> 62)] |= 1 << (hash >> 56 & 63)
  }

  /// True if a value with this hash may have been seen. O(1).
  @inline(__always)
  public func mayContain(_ hash: UInt64) -> Bool {
    bits[Int(truncatingIfNeeded: hash >> 62)] >> (hash >> 56 & 63) & 1 != 0
  }

  /// Takes over what another counter has seen. O(1).
  @inline(__always)
  public mutating func merge(_ other: BitmapCounter) { bits |= other.bits }

  /// The estimated number of distinct values, 0…`limit`. O(1).
  public var estimate: Int {
    var set = 0
    for lane in 0..<4 { set += bits[lane].nonzeroBitCount }
    return Self.estimates[set]
  }

  /// The same for 64 bits: the estimate 64·ln(64 / z), 0…266.
  public static func estimate(of64 bits: UInt64) -> Int {
    let set = bits.nonzeroBitCount
    guard set < 64 else { return 266 }
    return Int((-64 * log1p(-Double(set) / 64)).rounded())
  }

  private static let estimates: [Int] = (0...256).map { set in
    guard set < 256 else { return limit }
    return Int((-256.0 * log1p(-Double(set) / 256.0)).rounded())
  }
}

extension BitmapCounter: PlainData {}
