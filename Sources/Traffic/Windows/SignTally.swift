import AccessLog
import Inspection

/// How often each sign was seen in a principal's requests. Kept beside the windows, because few
/// principals ever show one. Counts saturate at 65,535.
public struct SignTally: Sendable, Hashable {
  private var suspected = SIMD32<UInt16>.zero
  private var proven = SIMD32<UInt16>.zero
  private var provenAnswered = SIMD32<UInt16>.zero
  /// Requests with at least one sign that accuses.
  public private(set) var requests: UInt32 = 0

  /// A tally of nothing.
  public init() {}

  /// Requests in which the sign was suspected (or proven).
  public func suspected(_ sign: Sign) -> Int { Int(suspected[Int(sign.rawValue)]) }
  /// Requests that prove the sign.
  public func proven(_ sign: Sign) -> Int { Int(proven[Int(sign.rawValue)]) }
  /// Requests that prove the sign and were answered 2xx.
  public func provenAnswered(_ sign: Sign) -> Int { Int(provenAnswered[Int(sign.rawValue)]) }

  /// True if at least one request proves intent.
  public var provesIntent: Bool { proven != .zero }

  mutating func count(_ verdict: Verdict, isSuccess: Bool) {
    requests &+= 1
    suspected.increment(verdict.suspected.union(verdict.proven))
    proven.increment(verdict.proven)
    if isSuccess { provenAnswered.increment(verdict.proven) }
  }

  mutating func merge(_ other: SignTally) {
    requests &+= other.requests
    suspected.add(other.suspected)
    proven.add(other.proven)
    provenAnswered.add(other.provenAnswered)
  }
}

extension SIMD32<UInt16> {
  fileprivate mutating func increment(_ signs: SignSet) {
    var bits = signs.rawValue
    while bits != 0 {
      let lane = bits.trailingZeroBitCount
      if self[lane] < .max { self[lane] += 1 }
      bits &= bits - 1
    }
  }

  fileprivate mutating func add(_ other: SIMD32<UInt16>) {
    for lane in 0..<32 {
      let (sum, overflow) = self[lane].addingReportingOverflow(other[lane])
      self[lane] = overflow ? .max : sum
    }
  }
}

extension SignTally: PlainData {}
