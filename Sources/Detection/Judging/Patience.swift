import AccessLog

/// Waits for a second window before a surge of errors, or of slow answers, is told.
///
/// A deploy or a restart fails requests for some seconds: one window, over before anybody could look.
/// An outage goes on. So a window of errors is held back until the next one within the allowance
/// confirms it: a minute later, and nobody is woken for a deploy. Once an incident is going on
/// nothing is held back, nor is what was added up over several windows.
struct Patience: Sendable {
  /// What is held back.
  let kind: Kind
  private var held: [Subject: TimeSpan] = [:]

  /// Windows between two findings that still make one outage.
  static let allowance = 3.0

  /// Nothing held back yet.
  init(_ kind: Kind = .errorSurge) { self.kind = kind }

  /// The findings that may be told: all but surges that stand alone so far.
  /// - Parameter isOpen: True for a subject whose surge is already told.
  mutating func admit(_ findings: [Finding], isOpen: (Finding) -> Bool) -> [Finding] {
    findings.compactMap { finding in
      let isToWait = finding.kind == kind && !finding.isLasting && !isOpen(finding)
      return isToWait ? confirmed(finding) : finding
    }
  }

  /// A finding that an earlier one confirms, from that one's beginning on; nil for the first.
  private mutating func confirmed(_ finding: Finding) -> Finding? {
    let before = held[finding.subject]
    held[finding.subject] = finding.span
    if held.count > 1000 { held = held.filter { $0.value.end >= finding.span.start } }
    guard let before, before.start < finding.span.start else { return nil }
    let gap = Double(finding.span.start.microseconds &- before.end.microseconds) / 1_000_000
    guard gap <= Self.allowance * finding.span.seconds else { return nil }
    var confirmed = finding
    confirmed.span = before.union(finding.span)
    return confirmed
  }
}

extension Patience: Snapshotting {
  /// What is held back, as it is kept over a restart.
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    var subjects =
      archive.isReading
      ? [] : held.keys.sorted { ($0.rung.rawValue, $0.value) < ($1.rung.rawValue, $1.value) }
    var spans = subjects.compactMap { held[$0] }
    try archive.parts(&subjects, new: Subject.service)
    try archive.values(&spans)
    guard archive.isReading else { return }
    held = Dictionary(zip(subjects, spans)) { _, last in last }
  }
}
