import Foundation

/// How far an amount may go that grows one by one, from how far a few others went: the probability of
/// each doubling, learned from those who came so far.
///
/// The hazard of not going on is a beta distribution for each doubling (a discrete beta process:
/// Hjort 1990, "Nonparametric Bayes estimators based on beta processes"), whose prior is general
/// experience: each further unit costs a fixed surprise. So with nobody to compare with it says what
/// experience says; with five others who never took more than two, that counts a little; with two
/// hundred it counts fully. A heavy tail among the others is learned as such, because each doubling
/// is learned by itself and nothing is extrapolated from the small amounts to the large ones.
///
/// What nobody did among n others is at least as probable as once in n + 2 (Laplace's rule), or as
/// experience says where that is less: n others cannot say more.
///
/// One of those who came farthest is left out: in a history that is judged after it was learned from
/// it may be the very one that is judged.
public struct DoublingTail: Sendable, Codable, Hashable {
  /// How many came to 1, 2, 4, 8, … at least.
  public private(set) var reached: [UInt32]

  /// Doublings that are told apart.
  public static let steps = 16
  /// The prior counts as much as so many others.
  static let priorStrength = 2.0

  /// A tail from how many came to 1, 2, 4, … at least.
  public init(reached: [UInt32] = []) {
    self.reached = Array(reached.prefix(Self.steps))
    while self.reached.last == 0 { self.reached.removeLast() }
  }

  /// A tail that knows the others of both.
  public func merged(with other: DoublingTail) -> DoublingTail {
    let (longer, shorter) =
      reached.count >= other.reached.count ? (reached, other.reached) : (other.reached, reached)
    return DoublingTail(
      reached: longer.enumerated().map { $1 &+ ($0 < shorter.count ? shorter[$0] : 0) })
  }

  /// The doubling that an amount belongs to: 0 for 1, 1 for 2 and 3, 2 for 4…7, and so on. O(1).
  public static func step(of amount: Int) -> Int {
    amount < 2 ? 0 : min(Int.bitWidth - 1 - amount.leadingZeroBitCount, steps - 1)
  }

  /// −log10 of the probability that somebody goes as far. O(steps).
  /// - Parameters:
  ///   - amount: How far, from 1.
  ///   - weight: What each further unit costs by general experience.
  public func surprise(_ amount: Double, weight: Double) -> Double {
    guard amount > 1, amount.isFinite else { return 0 }
    var sum = 0.0
    var begin = 1.0
    var step = 0
    while begin < amount {
      let part = min((amount - begin) / begin, 1)
      sum += part * doubling(step, from: begin, weight)
      begin *= 2
      step += 1
    }
    return min(sum, Surprise.maximum)
  }

  /// What the doubling from 2ᵏ to 2ᵏ⁺¹ costs.
  private func doubling(_ step: Int, from begin: Double, _ weight: Double) -> Double {
    let prior = weight * begin
    let came = others(step)
    guard came > 0 else { return prior }
    let probability = Surprise.probability(prior)
    let posterior =
      (Self.priorStrength * probability + others(step + 1)) / (Self.priorStrength + came)
    return Surprise.fromProbability(max(posterior, min(probability, 1 / (came + 2))))
  }

  /// How many came to 2ᵏ, but for one.
  private func others(_ step: Int) -> Double {
    step < reached.count ? max(Double(reached[step]) - 1, 0) : 0
  }
}
