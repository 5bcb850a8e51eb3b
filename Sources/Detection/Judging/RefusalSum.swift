import AccessLog
import Foundation
import Scoring
import Traffic

/// Evidence against one log-in endpoint that adds up over windows: a cumulative sum of log-likelihood
/// ratios (Page 1954, "Continuous inspection schemes") of "refused as usual" against "refused far
/// more often".
///
/// Its rate of false alarms can be stated: under the usual share such a sum passes h, on average, not
/// before eʰ windows (Lorden 1971, "Procedures for reacting to a change in distribution", Theorem 2).
/// So the sum in units of ln 10 is a surprise like any other.
///
/// Two alternatives are watched at once, because nobody knows beforehand how much of the traffic the
/// attack will be: a share half-way to one, for an attack that drowns the honest log-ins, and twice
/// the usual share, for one that hides among many.
struct RefusalSum: Sendable, Hashable, PlainData {
  /// The sum against a share half-way to one, in nats.
  var drowning = 0.0
  /// The sum against twice the usual share, in nats.
  var hiding = 0.0
  /// When the sum last left zero, in seconds since 1970.
  var since: Int64 = 0
  /// Since then: log-ins, and those refused.
  var logIns: UInt64 = 0
  var refused: UInt64 = 0
  /// Since then: log-ins refused as far as expected.
  var expectedRefused = 0.0
  /// Since then: log-ins that succeeded, and how many were expected.
  var succeeded = 0.0
  var expectedSucceeded = 0.0
  /// Since then: the network that most refusals came from, if there is one.
  var networks = MajorityVote()
  /// Since then: the different clients refused.
  var clients = BitmapCounter()

  /// What is expected of a window.
  struct Expectation: Sendable {
    /// The share of log-ins that is usually refused.
    var share: RatioExpectation
    /// Log-ins expected in a window; 0 where that is not known.
    var logIns: Double
  }

  /// A share below one in twenty is not believed: people do fail.
  static let leastShare = 0.05
  /// Different clients fail independently but for what is wrong with all of them: a correlation of at
  /// most one in twenty is believed (see `CredentialStuffing`).
  static let largestCorrelation = 0.05
  /// Clocks stop here, so that a sum is over soon after an attack is.
  static let limit = 30.0

  /// −log10 of the probability of such a sum.
  var surprise: Double { max(drowning, hiding) / M_LN10 - log10(2) }

  /// True where there is no sign of anything.
  var isCalm: Bool { drowning <= 0 && hiding <= 0 }

  /// Takes a window in. Clients are counted and not tries, because one person's tries fail together;
  /// a client behind most of the refusals is left out, because it is brute force. O(1).
  mutating func take(_ point: TrafficPoint, at start: Int64, _ expected: Expectation) {
    guard point.logIns > 0 else { return }
    if isCalm { self = RefusalSum(since: start) }
    var refusedClients = Double(point.detail?.refusedClients.estimate ?? 0)
    if let vote = point.detail?.failureMajority, !vote.leader.isAbsent,
      vote.lead * 2 > UInt64(point.failedLogIns)
    {
      refusedClients = max(refusedClients - 1, 0)
    }
    let succeededClients = Double(min(point.logIns &- point.failedLogIns, point.clients))
    add(refusedClients, of: refusedClients + succeededClients, expected.share)
    if let detail = point.detail {
      clients.merge(detail.refusedClients)
      networks.merge(detail.failureNetworks)
    }
    logIns &+= UInt64(point.logIns)
    refused &+= UInt64(point.failedLogIns)
    expectedRefused += expected.share.mean * Double(point.logIns)
    succeeded += Double(point.logIns &- point.failedLogIns)
    expectedSucceeded += expected.logIns * (1 - expected.share.mean)
  }

  /// Takes in how many of a window's clients were refused, and nothing else: for measuring how often
  /// the sum rings on clean data.
  mutating func takeClients(
    refused: Double, of total: Double, _ share: RatioExpectation, at start: Int64
  ) {
    if isCalm { self = RefusalSum(since: start) }
    add(refused, of: total, share)
  }

  private mutating func add(_ refused: Double, of total: Double, _ share: RatioExpectation) {
    guard total > 0 else { return }
    let usual = min(max(share.mean, Self.leastShare), 0.9)
    let correlation = min(1 / (share.concentration + 1), Self.largestCorrelation)
    let inflation = 1 + (total - 1) * correlation
    drowning = Self.sum(drowning, refused, total, usual, (1 + usual) / 2, inflation)
    hiding = Self.sum(hiding, refused, total, usual, min(2 * usual, (1 + usual) / 2), inflation)
  }

  private static func sum(
    _ before: Double, _ refused: Double, _ total: Double, _ usual: Double, _ attack: Double,
    _ inflation: Double
  ) -> Double {
    let ratio =
      refused * log(attack / usual) + (total - refused) * log((1 - attack) / (1 - usual))
    return min(max(before + ratio / inflation, 0), limit)
  }
}
