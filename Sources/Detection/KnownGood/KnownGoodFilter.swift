import AccessLog

/// Takes the findings about known good traffic out, before they become incidents, and counts them.
///
/// Proof of a break-in still rings: that somebody got in, and what is critical. An allowed address
/// that is taken over must not be a place to hide.
public struct KnownGoodFilter: Sendable {
  /// Whom to pass over.
  public let knownGood: KnownGood
  /// Findings silenced, by entry and then by pattern.
  private var silenced: [Int]
  /// Findings about known good traffic that rang all the same.
  private var rang = 0

  /// A filter.
  public init(_ knownGood: KnownGood) {
    self.knownGood = knownGood
    silenced = [Int](repeating: 0, count: knownGood.entries.count + knownGood.patterns.count)
  }

  /// The findings that are to be told. O(findings · entries), and O(suspects) once if there are any.
  mutating func pass(
    _ findings: [Finding], _ record: WindowRecord, _ directory: Directory
  ) -> [Finding] {
    guard !silenced.isEmpty, !findings.isEmpty else { return findings }
    let suspects = suspects(of: findings, record, directory)
    return findings.filter { finding in
      guard let place = voucher(for: finding, suspects[finding.subject]) else { return true }
      guard !finding.gotIn, finding.severity < .critical else {
        rang += 1
        return true
      }
      silenced[place] += 1
      return false
    }
  }

  /// The place in `silenced` of what vouches for a finding.
  private func voucher(for finding: Finding, _ suspect: Suspect?) -> Int? {
    if let entry = knownGood.entries.firstIndex(where: { $0.vouches(for: finding, suspect) }) {
      return entry
    }
    return knownGood.patterns.firstIndex { $0.vouches(for: finding, suspect) }
      .map { $0 + knownGood.entries.count }
  }

  /// The principals that findings are about.
  private func suspects(
    of findings: [Finding], _ record: WindowRecord, _ directory: Directory
  ) -> [Subject: Suspect] {
    let wanted = Set(
      findings.map(\.subject).filter { $0.rung == .client || $0.rung == .user })
    var suspects: [Subject: Suspect] = [:]
    for suspect in wanted.isEmpty ? [] : record.suspects {
      let subject = directory.subject(suspect.aggregate.key)
      if wanted.contains(subject) { suspects[subject] = suspect }
    }
    return suspects
  }

  /// What was silenced, one sentence for each reason; none where nothing was.
  public var sentences: [String] {
    let names = knownGood.entries.map(\.reason) + knownGood.patterns.map(\.rawValue)
    var sentences = zip(names, silenced).filter { $0.1 > 0 }.map { name, count in
      "Silenced as known good (\(name)): \(Self.count(count))."
    }
    if rang > 0 {
      sentences.append(
        "Known good, but told all the same, because somebody got in or it is critical:"
          + " \(Self.count(rang)).")
    }
    return sentences
  }

  private static func count(_ count: Int) -> String {
    "\(count) \(count == 1 ? "finding" : "findings")"
  }
}

extension KnownGoodFilter: Snapshotting {
  /// The counts as they are kept over a restart. A configuration may have changed meanwhile: the
  /// counts of other entries are forgotten.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    var counts = silenced
    try archive.values(&counts)
    try archive.value(&rang)
    if archive.isReading, counts.count == silenced.count, counts.allSatisfy({ $0 >= 0 }) {
      silenced = counts
    }
  }
}
