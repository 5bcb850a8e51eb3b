import Alerting
import Detection

/// How many incidents of one main kind there are: the overview where there are too many to read.
struct KindTally: Hashable {
  /// Incidents from which on an overview helps.
  static let fewest = 11

  /// The main kind.
  let kind: Kind
  /// The gravest severity among them.
  private(set) var severity: Severity
  /// Incidents.
  private(set) var count = 0
  /// Those that got in.
  private(set) var gotIn = 0

  private init(_ kind: Kind) {
    self.kind = kind
    severity = .low
  }

  /// "29, 12 got in".
  var figures: String {
    Figures.grouped(count) + (gotIn > 0 ? ", \(Figures.grouped(gotIn)) got in" : "")
  }

  /// The tallies of incidents: the gravest first, then the most frequent.
  static func of(_ incidents: [IncidentReport]) -> [KindTally] {
    var tallies: [Kind: KindTally] = [:]
    for alert in incidents.map(\.latest) {
      var tally = tallies[alert.kind] ?? KindTally(alert.kind)
      tally.severity = max(tally.severity, alert.severity)
      tally.count += 1
      tally.gotIn += alert.gotIn ? 1 : 0
      tallies[alert.kind] = tally
    }
    return tallies.values.sorted { a, b in
      if a.severity != b.severity { return a.severity > b.severity }
      return a.count != b.count ? a.count > b.count : a.kind.rawValue < b.kind.rawValue
    }
  }
}
