import AccessLog
import Scoring
import Traffic

/// Learns how one feature is distributed among principals, without learning attacks as normal.
///
/// Values that are too surprising by general experience are set aside with the principals they come
/// from. If those are a handful, they are taken for attackers and left out; if they are many, that is
/// how this service is used, and they are learned. So neither a scanner in the history hides the
/// next one, nor does an API whose clients fail all day ring for ever.
struct FeatureLearner: Sendable {
  private var usual = QuantileSketch()
  private var suspicious = QuantileSketch()
  private var suspiciousPrincipals = DistinctSketch()

  /// Surprise by general experience from which a value is set aside: one in ten thousand.
  static let refusal = 4.0
  /// So many different principals make a habit of the service's.
  static let habitPrincipals = 8
  /// Or so large a share of all principals' windows.
  static let habitShare = 0.02

  /// Notes a principal's value. O(1).
  /// - Parameter prior: Its surprise by general experience.
  @inline(__always)
  mutating func learn(_ value: Double, prior: Double, key: PrincipalKey) {
    if value == 0 {
      usual.insert(0)
    } else if prior < Self.refusal {
      usual.insert(value)
    } else {
      suspicious.insert(value)
      suspiciousPrincipals.insert(key.hash)
    }
  }

  /// Notes the value of several principals at once; it must be one that is usual anywhere. O(1).
  mutating func learnUsual(_ value: Double, times: Int) { usual.insert(value, times: times) }

  /// What was learned.
  func tail(isLogarithmic: Bool = false) -> PopulationTail {
    var all = usual
    let share = Double(suspicious.count) / Double(max(usual.count + suspicious.count, 1))
    if suspiciousPrincipals.estimate >= Self.habitPrincipals || share >= Self.habitShare {
      all.merge(suspicious)
    }
    return PopulationTail(all, total: all.count, isLogarithmic: isLogarithmic)
  }
}

extension FeatureLearner: Snapshotting {
  /// What was learned so far, as it is kept over a restart.
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try usual.snapshot(&archive)
    try suspicious.snapshot(&archive)
    try suspiciousPrincipals.snapshot(&archive)
  }
}
