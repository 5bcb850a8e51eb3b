import Alerting
import Detection

/// The one line that answers the question which a run was started for.
enum RunVerdict {
  /// "3 incidents, 1 critical: they got in", "Nothing abnormal found", or why nothing can be said.
  static func sentence(_ report: RunReport) -> String {
    let accounting = report.accounting
    if accounting.lines == 0 { return "Nothing was read: the input holds no lines" }
    if report.incidents.isEmpty, accounting.requests + accounting.late == 0 {
      return "No request could be read: "
        + (accounting.malformed == accounting.lines
          ? "all \(Figures.count(accounting.lines, "line")) are malformed"
          : "\(Figures.count(accounting.lines, "line")), "
            + "\(Figures.grouped(accounting.malformed)) of them malformed")
    }
    return report.incidents.isEmpty ? quiet(report) : loud(report)
  }

  /// True where the sentence is bad news: for colours.
  static func isBad(_ report: RunReport) -> Bool {
    !report.incidents.isEmpty || isOutOfOrder(report)
      || report.accounting.requests + report.accounting.late == 0
  }

  /// True where most requests came too late to be judged: silence is no good news then.
  private static func isOutOfOrder(_ report: RunReport) -> Bool {
    report.accounting.late > report.accounting.requests
  }

  private static func quiet(_ report: RunReport) -> String {
    if isOutOfOrder(report) {
      let late = report.accounting.late
      return "Hardly anything was judged: \(Figures.grouped(late)) of"
        + " \(Figures.count(late + report.accounting.requests, "request")) are out of the order of time"
    }
    guard report.hiddenIncidents > 0 else { return "Nothing abnormal found" }
    return "Nothing of severity \(report.minimumSeverity.name) or above found "
      + "(\(Figures.count(report.hiddenIncidents, "incident")) below it)"
  }

  private static func loud(_ report: RunReport) -> String {
    let alerts = report.incidents.map(\.latest)
    let gravest = alerts.map(\.severity).max() ?? .low
    let count = alerts.filter { $0.severity == gravest }.count
    let share = alerts.count == 1 ? "" : count == alerts.count ? "all " : "\(count) "
    return "\(Figures.count(alerts.count, "incident")), \(share)\(gravest.name)"
      + outcome(report.incidents)
  }

  private static func outcome(_ incidents: [IncidentReport]) -> String {
    if incidents.contains(where: { $0.latest.gotIn }) { return ": they got in" }
    let attacks = incidents.contains {
      $0.latest.kinds.contains { KindCatalogue.entry(for: $0).isAttack }
    }
    return attacks ? ": no sign that they got in" : ""
  }
}
