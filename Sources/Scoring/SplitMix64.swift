/// A small seeded random generator: the same seed gives the same numbers everywhere.
///
/// SplitMix64 (Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators"; the
/// constants are those of Vigna's public-domain version): 64 bits of state, passes BigCrush.
public struct SplitMix64: RandomNumberGenerator, Sendable, Codable, Hashable {
  /// Where the stream is: a generator seeded with it goes on from here.
  public private(set) var state: UInt64

  /// A generator from a seed; equal seeds give equal streams.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to but without 1, from the upper 53 bits.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A whole number from 0 up to but without `bound` (Lemire 2019 without the rejection: the bias
  /// is below bound/2⁶⁴). 0 for a bound of zero or less.
  public mutating func below(_ bound: Int) -> Int {
    guard bound > 0 else { return 0 }
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}
