import Alerting
import Detection

/// What can be said about why an alert rang, with the tests computed again.
struct Explanation {
  /// How a reason's contribution compares with the same test computed now.
  enum Check: Equatable {
    /// The same number, bit for bit.
    case same(Double)
    /// Another number: the alert was changed, or another version computed it.
    case other(Double)
    /// The alert does not hold all that the number was made from.
    case notStored
  }

  /// The alert that says most: the last one.
  let alert: Alert
  /// All that was said about the incident.
  let turns: [Alert]
  /// The reasons with what became of their tests.
  let checks: [(reason: Reason, check: Check)]
  /// The hash of the model that was given.
  let givenModel: String?

  /// An explanation of the turns of one incident, which are not empty.
  init(_ turns: [Alert], model: String?) {
    self.turns = turns
    alert = turns[turns.count - 1]
    givenModel = model
    checks = alert.reasons.map { ($0, Explanation.check($0)) }
  }

  /// True where nothing contradicts what the alert says.
  var agrees: Bool {
    let isOther = checks.contains { if case .other = $0.check { true } else { false } }
    return !isOther && (givenModel == nil || givenModel == alert.model)
  }

  static func check(_ reason: Reason) -> Check {
    guard let test = reason.test, let surprise = test.surprise else { return .notStored }
    return surprise == reason.contribution ? .same(surprise) : .other(surprise)
  }
}
