import AccessLog
import Traffic

/// Joins findings into incidents and tells each turn of an incident's life once.
///
/// A finding belongs to the incident of its subject that is open, or that ended so lately that it is
/// the same story. It says something new (and is told as `escalated`) when it is graver than all
/// before, when it is the first to say that they got in, or when it is as grave and of another kind about a
/// service or an endpoint that was told to be well again. An incident without findings for
/// `quietSeconds(of:)` is resolved. At most `capacity` incidents are remembered; beyond that the oldest
/// resolved ones are forgotten, then the oldest open ones, which are resolved by it.
public struct IncidentBook: Sendable {
  /// An incident is over when nothing was found about its subject for so long.
  ///
  /// What the service or an endpoint suffers is over after half an hour: the next trouble is another
  /// one. What a client, a user or a network does is one story for six hours: who goes slowly, or
  /// comes back after lunch, need not wake anybody twice, and must not be told to be over.
  static func quietSeconds(of rung: Subject.Rung) -> Int64 {
    switch rung {
    case .client, .user, .network: 6 * 3600
    case .endpoint, .service, .source: 1800
    }
  }

  /// The most incidents remembered.
  public static let capacity = 20_000
  /// The most evidence lines in an incident.
  static let evidenceLimit = 10
  /// The most reasons in an incident.
  static let reasonLimit = 12

  fileprivate struct Entry: Sendable {
    var incident: Incident
    var isOpen: Bool
  }

  private var entries: [Subject: Entry] = [:]
  private var openSubjects: [Subject] = []
  /// How many incidents are remembered.
  var count: Int { entries.count }
  /// Incidents that were forgotten while their story could have gone on.
  public private(set) var forgotten = 0

  /// A book without incidents.
  public init() {}

  /// Takes the findings of one moment in and answers what is to be told, in a fixed order.
  /// - Parameters:
  ///   - findings: In the order in which the detectors made them.
  ///   - now: The moment of the decision, in event time.
  public mutating func take(_ findings: [Finding], at now: Timestamp) -> [IncidentEvent] {
    var events = resolveQuiet(at: now)
    var subjects: [Subject] = []
    var groups: [Subject: [Finding]] = [:]
    for finding in findings {
      if groups[finding.subject] == nil { subjects.append(finding.subject) }
      groups[finding.subject, default: []].append(finding)
    }
    for subject in subjects {
      if let event = take(groups[subject] ?? [], about: subject, at: now) { events.append(event) }
      if entries.count > Self.capacity { events += forgetOldest(at: now) }
    }
    return events
  }

  /// Resolves all open incidents, at the end of the input.
  public mutating func finish(at now: Timestamp) -> [IncidentEvent] {
    resolve(openSubjects, at: now)
  }

  /// True if an incident about the subject and kind is going on.
  func isOpen(_ subject: Subject, with kind: Kind, during span: TimeSpan) -> Bool {
    guard let entry = entries[subject] else { return false }
    return entry.incident.kinds.contains(kind) && isSameStory(entry, span)
  }

  /// True if an incident about the subject is going on, whatever its kind.
  func isGoingOn(_ subject: Subject, during span: TimeSpan) -> Bool {
    entries[subject].map { isSameStory($0, span) } ?? false
  }

  /// The subject (no client) of the latest incident of a kind that overlaps a span.
  func openSubject(of kind: Kind, during span: TimeSpan) -> Subject? {
    let matches = entries.values.map(\.incident).filter {
      $0.subject.rung != .client && $0.kinds.contains(kind) && $0.span.start < span.end
        && span.start < $0.span.end
    }
    return matches.max { ($0.span.start, $0.id) < ($1.span.start, $1.id) }?.subject
  }

  // MARK: - Opening and escalating

  private mutating func take(
    _ findings: [Finding], about subject: Subject, at now: Timestamp
  ) -> IncidentEvent? {
    guard let first = findings.first else { return nil }
    let span = findings.reduce(first.span) { $0.union($1.span) }
    if var entry = entries[subject], isSameStory(entry, span) {
      let before = entry.incident
      for finding in findings { entry.incident.join(finding) }
      let isWorse =
        entry.incident.severity > before.severity || (entry.incident.gotIn && !before.gotIn)
      let isNews = isWorse || (!entry.isOpen && Self.addsKind(findings, to: before))
      if isNews, !entry.isOpen {
        entry.isOpen = true
        openSubjects.append(subject)
      }
      entries[subject] = entry
      guard isNews else { return nil }
      return IncidentEvent(event: .escalated, time: now, incident: entry.incident)
    }
    return open(findings, first, about: subject, at: now)
  }

  /// True where something else, and as grave, is found about what was told to be over: an hour may show
  /// what its minutes did not. What principals do is one story, whatever they try.
  private static func addsKind(_ findings: [Finding], to incident: Incident) -> Bool {
    switch incident.subject.rung {
    case .client, .user, .network: false
    case .endpoint, .service, .source:
      findings.contains {
        !incident.kinds.contains($0.kind) && $0.severity >= incident.severity
      }
    }
  }

  private mutating func open(
    _ findings: [Finding], _ first: Finding, about subject: Subject, at now: Timestamp
  ) -> IncidentEvent {
    var incident = Incident(id: Self.id(of: first), first: first)
    for finding in findings.dropFirst() { incident.join(finding) }
    if entries[subject]?.isOpen != true { openSubjects.append(subject) }
    entries[subject] = Entry(incident: incident, isOpen: true)
    return IncidentEvent(event: .opened, time: now, incident: incident)
  }

  private func isSameStory(_ entry: Entry, _ span: TimeSpan) -> Bool {
    span.start.microseconds <= Self.quietEnd(entry.incident)
  }

  /// When an incident is over if nothing more is found, in microseconds since 1970.
  private static func quietEnd(_ incident: Incident) -> Int64 {
    incident.span.end.microseconds &+ quietSeconds(of: incident.subject.rung) &* 1_000_000
  }

  /// The same for the same subject and first moment, over restarts and re-runs of the same input.
  static func id(of finding: Finding) -> String {
    let text =
      "\(finding.subject.rung.rawValue)|\(finding.subject.value)|\(finding.span.start.microseconds)"
    return ByteHash.digits(of: Array(text.utf8))
  }

  // MARK: - Resolving and forgetting

  private mutating func resolveQuiet(at now: Timestamp) -> [IncidentEvent] {
    let quiet = openSubjects.filter {
      guard let entry = entries[$0] else { return false }
      return Self.quietEnd(entry.incident) <= now.microseconds
    }
    return quiet.isEmpty ? [] : resolve(quiet, at: now)
  }

  private mutating func resolve(_ subjects: [Subject], at now: Timestamp) -> [IncidentEvent] {
    let gone = Set(subjects)
    openSubjects.removeAll { gone.contains($0) }
    return subjects.compactMap { subject in
      guard let incident = entries[subject]?.incident else { return nil }
      entries[subject]?.isOpen = false
      let time = min(now, Timestamp(microseconds: Self.quietEnd(incident)))
      return IncidentEvent(event: .resolved, time: max(time, incident.span.end), incident: incident)
    }
  }

  /// Forgets a tenth: the oldest resolved ones, then the oldest open ones.
  private mutating func forgetOldest(at now: Timestamp) -> [IncidentEvent] {
    let oldest = entries.values.sorted { a, b in
      if a.isOpen != b.isOpen { return !a.isOpen }
      let (aEnd, bEnd) = (a.incident.span.end, b.incident.span.end)
      return aEnd != bEnd ? aEnd < bEnd : a.incident.id < b.incident.id
    }.prefix(Self.capacity / 10)
    let events = resolve(oldest.filter(\.isOpen).map(\.incident.subject), at: now)
    for entry in oldest { entries[entry.incident.subject] = nil }
    forgotten += oldest.count
    return events
  }
}

extension Incident {
  /// Takes a finding in: widens the span, keeps the gravest and the most surprising.
  mutating func join(_ finding: Finding) {
    if !kinds.contains(finding.kind) { kinds.append(finding.kind) }
    if saysMore(finding) {
      kind = finding.kind
      headline = finding.headline
      told = Telling(finding)
    }
    severity = max(severity, finding.severity)
    confidence = max(confidence, finding.confidence)
    surprise = max(surprise, finding.surprise)
    gotIn = gotIn || finding.gotIn
    if finding.span.start >= span.end || finding.span.end <= span.start {
      requests += finding.requests
    } else {
      requests = max(requests, finding.requests)
    }
    // A longer window says nothing about when within it: the beginning that a shorter one told stays.
    if finding.span.end <= span.start { span.start = finding.span.start }
    span.end = max(span.end, finding.span.end)
    join(reasons: finding.reasons)
    join(evidence: finding.evidence)
  }

  /// True if a finding says more about the story than the one that names it now: that they got in,
  /// what was tried rather than how much, then the graver, then the more surprising.
  private func saysMore(_ finding: Finding) -> Bool {
    let new = Telling(finding)
    if new.gotIn != told.gotIn { return new.gotIn }
    if new.isSpecific != told.isSpecific { return new.isSpecific }
    if new.severity != told.severity { return new.severity > told.severity }
    return new.surprise > told.surprise
  }

  private mutating func join(reasons new: [Reason]) {
    for reason in new {
      if let place = reasons.firstIndex(where: { $0.feature == reason.feature }) {
        if reason.contribution > reasons[place].contribution { reasons[place] = reason }
      } else if reasons.count < IncidentBook.reasonLimit {
        reasons.append(reason)
      }
    }
    reasons.sort {
      $0.contribution != $1.contribution
        ? $0.contribution > $1.contribution : $0.feature < $1.feature
    }
  }

  private mutating func join(evidence new: [EvidenceLine]) {
    for line in new where evidence.count < IncidentBook.evidenceLimit && !evidence.contains(line) {
      evidence.append(line)
    }
  }
}

extension IncidentBook: Snapshotting {
  /// The incidents as they are kept over a restart, in the order of their ids.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    var all =
      archive.isReading ? [] : entries.values.sorted { $0.incident.id < $1.incident.id }
    try archive.parts(&all, new: Entry(incident: .blank, isOpen: false))
    try archive.parts(&openSubjects, new: Subject.service)
    try archive.value(&forgotten)
    guard archive.isReading else { return }
    entries = Dictionary(all.map { ($0.incident.subject, $0) }) { _, last in last }
  }
}

extension IncidentBook.Entry: Snapshotting {
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try incident.snapshot(&archive)
    try archive.flag(&isOpen)
  }
}
