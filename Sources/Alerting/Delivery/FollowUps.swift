import Detection

/// What a sink was last told of each incident, so that it is not told "worse now" every minute.
struct FollowUps: Sendable {
  /// Incidents remembered; the one that was told of longest ago is forgotten first.
  private static let mostRemembered = 4096

  private struct Told: Sendable {
    var time: Double
    var severity: Severity
    var gotIn: Bool
  }

  private var told: [String: Told] = [:]
  private var order: [String] = []

  /// True where the alert says nothing that is worth a message so soon after the last one.
  func isTooSoon(_ alert: Alert, at now: Double, interval: Double) -> Bool {
    guard alert.event == .escalated, let last = told[alert.id] else { return false }
    let isGraver = alert.severity > last.severity || (alert.gotIn && !last.gotIn)
    return !isGraver && now - last.time < interval
  }

  /// Notes that the sink has this alert.
  mutating func note(_ alert: Alert, at now: Double) {
    let told = Told(time: now, severity: alert.severity, gotIn: alert.gotIn)
    if alert.event == .resolved {
      self.told[alert.id] = nil
      order.removeAll { $0 == alert.id }
    } else if self.told.updateValue(told, forKey: alert.id) == nil {
      order.append(alert.id)
      if order.count > FollowUps.mostRemembered {
        self.told[order.removeFirst()] = nil
      }
    }
  }
}
