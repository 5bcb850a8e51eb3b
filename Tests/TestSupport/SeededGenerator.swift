/// A small seeded generator, so that made-up data is the same in every run: the multiply-and-add of
/// Knuth's MMIX (The Art of Computer Programming 2, §3.3.4), of which the upper bits are used.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A generator; equal seeds give equal numbers.
  public init(seed: UInt64) {
    state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493
    _ = next()
  }

  /// The next 64 bits, from two steps' upper halves.
  public mutating func next() -> UInt64 {
    step() << 32 | step()
  }

  /// A number from 0 up to but without `bound`, which is at least 1.
  public mutating func below(_ bound: Int) -> Int { Int(next() >> 1) % bound }

  private mutating func step() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 32
  }
}
