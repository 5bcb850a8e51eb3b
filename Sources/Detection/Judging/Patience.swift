import AccessLog

/// Waits for a second window before an error surge is grave.
///
/// A deploy or a restart fails requests for some seconds: one window, over before anybody could look.
/// An outage goes on. So the first window of errors is low, and the next one within the allowance
/// says how grave it is: a minute later, and nobody is woken for a deploy.
struct Patience: Sendable {
  private var lastSeen: [Subject: Timestamp] = [:]

  /// Windows between two findings that still make one outage.
  static let allowance = 3.0

  /// The severity of a finding, given what was found before.
  mutating func severity(of finding: Finding) -> Severity {
    let before = lastSeen[finding.subject]
    lastSeen[finding.subject] = finding.span.end
    if lastSeen.count > 1000 { lastSeen = lastSeen.filter { $0.value >= finding.span.start } }
    guard let before else { return .low }
    let gap = Double(finding.span.start.microseconds &- before.microseconds) / 1_000_000
    return gap <= Self.allowance * finding.span.seconds ? finding.severity : .low
  }
}

extension Patience: Snapshotting {
  /// What was seen last, as it is kept over a restart.
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    var subjects =
      archive.isReading
      ? [] : lastSeen.keys.sorted { ($0.rung.rawValue, $0.value) < ($1.rung.rawValue, $1.value) }
    var times = subjects.compactMap { lastSeen[$0] }
    try archive.parts(&subjects, new: Subject.service)
    try archive.values(&times)
    guard archive.isReading else { return }
    lastSeen = Dictionary(zip(subjects, times)) { _, last in last }
  }
}
