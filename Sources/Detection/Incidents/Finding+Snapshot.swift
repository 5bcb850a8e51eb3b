import AccessLog

extension TimeSpan: PlainData {}

extension Reason: Snapshotting {
  /// The reason as it is kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.text(&feature)
    try archive.value(&observed)
    try archive.value(&expected)
    try archive.value(&spread)
    try archive.value(&contribution)
    try archive.text(&basis)
    try archive.optional(&test, new: ReasonTest(.experience, []))
  }

  /// A reason to be filled from an archive.
  static var blank: Reason {
    Reason(feature: "", observed: 0, expected: 0, contribution: 0, basis: "")
  }
}

extension EvidenceLine: Snapshotting {
  /// The line as it is kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.text(&source)
    try archive.value(&line)
    try archive.value(&offset)
    try archive.values(&text)
  }

  /// A line to be filled from an archive.
  static var blank: EvidenceLine { EvidenceLine(source: "", line: 0, offset: 0, text: []) }
}
