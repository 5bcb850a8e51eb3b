import AccessLog
import Detection

/// A storm of incidents for one sink, from the first summary until all is quiet again: one
/// conversation, whose alerts carry one id.
struct Storm: Sendable {
  /// The fewest waiting alerts that are said together: two are read as fast as their summary.
  static let fewest = 3
  /// The most alerts in one summary.
  static let most = 1000

  /// The id of the summaries.
  let id: String
  /// Incidents that were summarised and are not over yet.
  private(set) var open: Set<String> = []

  init(first alert: Alert) { id = "storm-" + alert.id }

  /// One alert that stands for all of these.
  func summary(of alerts: [Alert]) -> Alert? {
    guard var summary = alerts.max(by: Storm.saysLess) else { return nil }
    let gravest = summary
    let count = Set(alerts.map(\.id)).count
    let left = open(after: alerts).count
    summary.id = id
    summary.event = alerts.allSatisfy { $0.event == .resolved } && left == 0 ? .resolved : .opened
    summary.time = alerts.map(\.time).max() ?? gravest.time
    summary.gotIn = alerts.contains(where: \.gotIn)
    summary.requests = alerts.reduce(0) { $0.addingReportingOverflow($1.requests).partialValue }
    summary.window = alerts.dropFirst().reduce(alerts[0].window) { $0.union($1.window) }
    summary.subject = .service
    summary.kinds = Storm.kinds(of: alerts)
    summary.reasons = []
    summary.headline = PrintableText.cut(
      "\(count) further incidents, \(left) of them not over", to: Alert.Limit.title)
    let lead = "\(count) further incident\(count == 1 ? "" : "s"), see their ids below"
    let outcome = summary.gotIn ? "; they got in at some" : ""
    summary.title = PrintableText.cut(
      "\(lead)\(outcome). The gravest: \(gravest.title)", to: Alert.Limit.title)
    summary.evidence = Storm.list(alerts)
    summary.advice =
      "Look at the gravest first: \(gravest.advice) 'tocsin explain ID' shows each of the others."
    return summary
  }

  /// Notes that a summary of these was delivered.
  mutating func note(_ alerts: [Alert]) { open = open(after: alerts) }

  private func open(after alerts: [Alert]) -> Set<String> {
    var open = open
    for alert in alerts {
      if alert.event == .resolved { open.remove(alert.id) } else { open.insert(alert.id) }
    }
    return open
  }

  /// The gravest first: that they got in, the severity, the surprise; the id, so that it is decided.
  private static func saysLess(_ a: Alert, _ b: Alert) -> Bool {
    if a.gotIn != b.gotIn { return b.gotIn }
    if a.severity != b.severity { return a.severity < b.severity }
    if a.surprise != b.surprise { return a.surprise < b.surprise }
    return a.id > b.id
  }

  private static func kinds(of alerts: [Alert]) -> [Kind] {
    var kinds: [Kind] = []
    for kind in alerts.flatMap(\.kinds) where !kinds.contains(kind) { kinds.append(kind) }
    return kinds
  }

  /// The ids with their titles, the gravest first, as the evidence of the summary.
  private static func list(_ alerts: [Alert]) -> [Alert.Evidence] {
    let sorted = alerts.sorted { saysLess($1, $0) }
    let told = sorted.prefix(Alert.Limit.evidenceLines - 1)
    let rest = sorted.dropFirst(told.count).map(\.id)
    let line = { (text: String) in
      Alert.Evidence(
        file: "incidents", line: 0, offset: 0,
        text: PrintableText.cut(text, to: Alert.Limit.evidence))
    }
    let lines = told.map { line("\($0.id) \($0.event.rawValue): \($0.title)") }
    return rest.isEmpty ? lines : lines + [line("and " + rest.joined(separator: ", "))]
  }
}
