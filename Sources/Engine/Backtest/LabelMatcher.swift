import AccessLog
import Alerting

/// Says whether an alert tells of an incident that is known to have happened.
///
/// It does if its window overlaps the incident's time (with a grace of one window on both sides),
/// its subject is the label's or contains it, and its kinds include one of the label's.
struct LabelMatcher {
  /// The grace on both sides, in microseconds.
  let grace: Int64

  /// A matcher for windows of so many seconds.
  init(windowSeconds: Int64) { grace = windowSeconds &* 1_000_000 }

  func matches(_ alert: Alert, _ label: LabelFile.Label) -> Bool {
    isAbout(alert.subject.value, label.subject) && isKind(alert, label)
      && overlaps(alert.window.start, alert.window.end, label.start, label.end)
  }

  /// True if two alerts of different runs tell of the same incident.
  func isSame(_ a: Alert, _ b: Alert) -> Bool {
    (isAbout(a.subject.value, b.subject.value) || isAbout(b.subject.value, a.subject.value))
      && overlaps(a.window.start, a.window.end, b.window.start, b.window.end)
  }

  private func isKind(_ alert: Alert, _ label: LabelFile.Label) -> Bool {
    let wanted = [label.kind] + label.also
    return wanted.contains("any")
      || (alert.kinds + [alert.kind]).contains { wanted.contains($0.rawValue) }
  }

  /// True if a subject is the wanted one, or a network that holds it, or everything.
  private func isAbout(_ subject: String, _ wanted: String) -> Bool {
    if subject == "*" || wanted == "*" || subject == wanted { return true }
    guard let outer = Network(subject), let inner = Network(wanted) else { return false }
    return inner.prefix >= outer.prefix && outer.contains(inner.base)
  }

  private func overlaps(
    _ start: Timestamp, _ end: Timestamp, _ otherStart: Timestamp, _ otherEnd: Timestamp
  ) -> Bool {
    start.microseconds <= otherEnd.microseconds &+ grace
      && end.microseconds >= otherStart.microseconds &- grace
  }
}
