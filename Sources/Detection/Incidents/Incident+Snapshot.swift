import AccessLog

extension Incident: Snapshotting {
  /// The incident as it is kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.text(&id)
    try subject.snapshot(&archive)
    try archive.choice(&kind)
    try archive.choices(&kinds, new: .trafficSurge)
    try archive.choice(&severity)
    try archive.value(&confidence)
    try archive.value(&surprise)
    try archive.value(&span)
    try archive.value(&requests)
    try archive.text(&headline)
    try archive.flag(&gotIn)
    try archive.parts(&reasons, new: Reason.blank)
    try archive.parts(&evidence, new: EvidenceLine.blank)
    try archive.flag(&told.gotIn)
    try archive.flag(&told.isSpecific)
    try archive.choice(&told.severity)
    try archive.value(&told.surprise)
  }

  /// An incident to be filled from an archive.
  static var blank: Incident {
    let span = TimeSpan(start: .absent, end: .absent)
    return Incident(
      id: "",
      first: Finding(
        kind: .trafficSurge, subject: .service, severity: .low, confidence: 0, surprise: 0,
        span: span, requests: 0, headline: "", reasons: [], evidence: []))
  }
}
