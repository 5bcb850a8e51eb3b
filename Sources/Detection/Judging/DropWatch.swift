import AccessLog
import Scoring
import Traffic

/// Counts the service's and the endpoints' requests by the block, and has `TrafficDrop` look at each
/// block that is over.
struct DropWatch: Sendable {
  private var clock = BlockClock()
  /// The start of the block that the counts belong to.
  private var counted: Int64 = 0
  private var service: UInt32 = 0
  /// The block's lines that fit no format: they may be the requests that are missing, and a log that
  /// cannot be read is no outage.
  private var unread: UInt32 = 0
  /// Those that the blocks before have left.
  private var unreadBefore: UInt32 = 0
  /// Requests of the block, by the endpoint's id.
  private var endpoints: [UInt32] = []
  /// How many blocks in a row a subject has been low, for those that are.
  private var low: [EndpointID: Int] = [:]
  private let detector = TrafficDrop()

  /// What is known for judging a block.
  struct Knowledge {
    var directory: Directory
    var service: TrafficBaseline
    /// The baseline of an endpoint; nil where it has none.
    var baseline: (EndpointID) -> TrafficBaseline?
    /// How many clients an endpoint has in an hour.
    var clients: (EndpointID) -> Double
    var thresholds: Thresholds
    var history: String
  }

  /// What the blocks that are over have shown.
  struct Result {
    var findings: [Finding] = []
    /// The blocks that were as usual; the service is `Endpoint.unknown`.
    var usual: [(endpoint: EndpointID, block: CountWindow)] = []
  }

  /// Takes a window of the finest level in and answers what the blocks before it lacked. O(1), and
  /// O(endpoints) at the end of a block.
  mutating func take(_ record: WindowRecord, _ knowledge: Knowledge?) -> Result {
    var result = Result()
    guard let point = record.service else { return result }
    switch clock.advance(to: record.span) {
    case .stay: break
    case .anew:
      reset()
      unreadBefore = 0
    case .over(let starts):
      for start in starts {
        // Nothing came behind the block that was counted; and the log's first one is not judged.
        if start != counted { reset() }
        if let knowledge { judge(start, knowledge, &result) }
      }
      reset()
    }
    count(point, record.endpoints)
    for source in record.sources { unread &+= source.malformed }
    return result
  }

  private mutating func count(_ point: TrafficPoint, _ points: [TrafficPoint]) {
    counted = clock.start ?? 0
    service &+= point.requests
    if let last = points.last, Int(last.endpoint) >= endpoints.count {
      let missing = Int(last.endpoint) + 1 - endpoints.count
      endpoints.append(contentsOf: repeatElement(0, count: missing))
    }
    for point in points { endpoints[Int(point.endpoint)] &+= point.requests }
  }

  private mutating func reset() {
    service = 0
    unread = 0
    for place in endpoints.indices { endpoints[place] = 0 }
  }

  private mutating func judge(_ start: Int64, _ knowledge: Knowledge, _ result: inout Result) {
    var scene = TrafficDrop.Scene(
      span: BlockClock.span(start), subject: .service, baseline: knowledge.service.blocks,
      prior: .flat, scale: 1, threshold: knowledge.thresholds.serviceBlocks,
      blocksBefore: 0, clients: .infinity, history: knowledge.history)
    let expected = knowledge.service.blocks.expectation(at: start)?.mean ?? 0
    let stoodIn = standIn(expected)
    judge(Endpoint.unknown, service &+ stoodIn, &scene, &result)
    // Of which endpoint the unread lines were nobody knows.
    guard stoodIn == 0 else { return }
    // What the whole service lacks no endpoint lacks by itself.
    scene.scale = expected > 0 ? min(1, Double(service) / expected) : 1
    scene.prior = knowledge.service.blocks.seasonalPrior(at: start)
    scene.threshold = knowledge.thresholds.endpointBlocks
    for place in endpoints.indices where EndpointID(place) > Endpoint.other {
      let id = EndpointID(place)
      guard let baseline = knowledge.baseline(id) else { continue }
      scene.subject = Subject(.endpoint, knowledge.directory.endpoint(id))
      scene.baseline = baseline.blocks
      scene.clients = knowledge.clients(id)
      judge(id, endpoints[place], &scene, &result)
    }
  }

  /// How many unread lines stand in for requests that a block lacks. They are used up by that; and where
  /// a block lacks nothing only its own are left for the next.
  private mutating func standIn(_ expected: Double) -> UInt32 {
    let lacking = UInt32(max(expected - Double(service), 0).rounded())
    let used = min(unreadBefore &+ unread, lacking)
    unreadBefore = used > 0 ? unreadBefore &+ unread &- used : unread
    return used
  }

  private mutating func judge(
    _ id: EndpointID, _ count: UInt32, _ scene: inout TrafficDrop.Scene, _ result: inout Result
  ) {
    scene.blocksBefore = low[id] ?? 0
    if let finding = detector.examine(Int(count), scene) {
      result.findings.append(finding)
      low[id] = scene.blocksBefore + 1
    } else {
      low[id] = nil
      result.usual.append(
        (id, CountWindow(start: scene.span.start.seconds, count: Int(count))))
    }
  }
}

extension DropWatch: Snapshotting {
  /// The block that is being counted, as it is kept over a restart.
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try clock.snapshot(&archive)
    try archive.value(&counted)
    try archive.value(&service)
    try archive.value(&unread)
    try archive.value(&unreadBefore)
    try archive.values(&endpoints)
    try archive.table(&low)
    try archive.require(
      endpoints.count <= EndpointTable.capacity, "holds more endpoints than there can be")
  }
}
