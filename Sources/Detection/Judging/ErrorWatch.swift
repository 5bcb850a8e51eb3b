import AccessLog
import Traffic

/// Counts the server errors of the service and of its endpoints by the block, and has `LastingErrors`
/// look at each block that is over.
struct ErrorWatch: Sendable {
  private var clock = BlockClock()
  /// By the endpoint's id; the service is `Endpoint.unknown`.
  private var counts: [EndpointID: LastingErrors.Count] = [:]
  private let detector = LastingErrors()

  /// Takes a window of the finest level in and answers what the block before it showed.
  /// O(endpoints of the window), and O(endpoints) at the end of a block.
  /// - Parameter scene: What is known of a subject in a span; nil where it is too little.
  mutating func take(
    _ record: WindowRecord, scene: (EndpointID, TimeSpan) -> TrafficScene?
  ) -> [Finding] {
    guard let point = record.service else { return [] }
    var findings: [Finding] = []
    let counted = clock.start
    if clock.advance(to: record.span) != .stay {
      if let counted { findings = judge(BlockClock.span(counted), scene) }
      counts = [:]
    }
    counts[Endpoint.unknown, default: LastingErrors.Count()].add(point)
    for point in record.endpoints where point.endpoint > Endpoint.other {
      counts[point.endpoint, default: LastingErrors.Count()].add(point)
    }
    return findings
  }

  private func judge(
    _ span: TimeSpan, _ scene: (EndpointID, TimeSpan) -> TrafficScene?
  ) -> [Finding] {
    counts.filter { $0.value.rest.errors >= ErrorSurge.fewest }.sorted { $0.key < $1.key }
      .compactMap { id, count in scene(id, span).flatMap { detector.examine(count, $0) } }
  }
}

extension LastingErrors.Count.Part: PlainData {}

extension LastingErrors.Count: Snapshotting {
  /// The count as it is kept over a restart.
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.value(&all)
    try archive.value(&worst.0)
    try archive.value(&worst.1)
    try archive.value(&clientBits)
    try archive.parts(&evidence, new: KeptLine.blank)
  }
}

extension ErrorWatch: Snapshotting {
  /// The block that is being counted, as it is kept over a restart.
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try clock.snapshot(&archive)
    try archive.table(&counts, new: LastingErrors.Count())
  }
}
