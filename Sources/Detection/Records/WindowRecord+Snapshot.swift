import AccessLog
import Traffic

extension WindowRecord: Snapshotting {
  /// The record as it is kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.value(&level)
    try archive.value(&span)
    try archive.optional(&service, new: TrafficPoint.blank)
    try archive.parts(&endpoints, new: TrafficPoint.blank)
    try archive.parts(&suspects, new: Suspect.blank)
    try archive.value(&principalCount)
    try archive.parts(&networks, new: Suspect.blank)
    try archive.flag(&isRunning)
    try archive.parts(&hours, new: EndpointHour.blank)
    try archive.optional(&missing, new: MissingHour.blank)
    try archive.parts(&sources, new: SourceTally.Entry(source: 0))
    try archive.require(
      (0...16).contains(level) && endpoints.allSatisfy { $0.endpoint < EndpointTable.capacity }
        && hours.allSatisfy { $0.endpoint < EndpointTable.capacity },
      "holds an impossible window")
  }

  /// A record to be filled from an archive.
  static var blank: WindowRecord {
    WindowRecord(
      level: 0, span: TimeSpan(start: .absent, end: .absent), service: nil, endpoints: [],
      suspects: [], principalCount: 0)
  }
}

extension TrafficPoint: Snapshotting {
  /// The numbers as they are kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.value(&endpoint)
    try archive.value(&requests)
    try archive.value(&serverErrors)
    try archive.value(&logIns)
    try archive.value(&failedLogIns)
    try archive.value(&clients)
    try archive.value(&bytes)
    try archive.value(&p95)
    try archive.value(&p50)
    try archive.flag(&isOnesOwn)
    try archive.value(&failedBits)
    var parts = detail.map { DetailParts($0) }
    try archive.optional(&parts, new: DetailParts())
    if archive.isReading { detail = parts.map { Detail($0) } }
  }

  static var blank: TrafficPoint {
    TrafficPoint(
      endpoint: Endpoint.unknown, requests: 0, serverErrors: 0, logIns: 0, failedLogIns: 0,
      clients: 0, bytes: 0, p95: -1, detail: nil)
  }

  /// A detail that can be filled.
  struct DetailParts: Snapshotting {
    var requestMajority = MajorityVote()
    var errorMajority = MajorityVote()
    var failureMajority = MajorityVote()
    var byteMajority = MajorityVote()
    var refusedClients = BitmapCounter()
    var failureNetworks = MajorityVote()
    var evidence: [KeptLine] = []
    var logInEvidence: [KeptLine] = []

    init() {}

    init(_ detail: Detail) {
      requestMajority = detail.requestMajority
      errorMajority = detail.errorMajority
      failureMajority = detail.failureMajority
      byteMajority = detail.byteMajority
      refusedClients = detail.refusedClients
      failureNetworks = detail.failureNetworks
      evidence = detail.evidence
      logInEvidence = detail.logInEvidence
    }

    mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
      try archive.value(&requestMajority)
      try archive.value(&errorMajority)
      try archive.value(&failureMajority)
      try archive.value(&byteMajority)
      try archive.value(&refusedClients)
      try archive.value(&failureNetworks)
      try archive.parts(&evidence, new: KeptLine.blank)
      try archive.parts(&logInEvidence, new: KeptLine.blank)
    }
  }
}

extension Suspect: Snapshotting {
  /// The principal as it is kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.value(&aggregate)
    try archive.value(&tally)
    try archive.parts(&signEvidence, new: KeptLine.blank)
    try archive.parts(&evidence, new: KeptLine.blank)
    try archive.value(&members)
  }

  static var blank: Suspect {
    Suspect(
      aggregate: PrincipalAggregate(key: PrincipalKey(.absent)), tally: SignTally(),
      signEvidence: [], evidence: [])
  }
}

extension EndpointHour: Snapshotting {
  /// The hour as it is kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.value(&endpoint)
    try archive.value(&requests)
    try archive.value(&statuses)
    try archive.value(&bytes)
    try archive.value(&clients)
    try marks.snapshot(&archive)
    try archive.parts(&errorLines, new: KeptLine.blank)
    try archive.parts(&secretLines, new: KeptLine.blank)
    try archive.parts(&gapLines, new: KeptLine.blank)
    try archive.parts(&askLines, new: KeptLine.blank)
  }

  static var blank: EndpointHour {
    let span = Timestamp.absent
    return EndpointHour(
      Endpoint.unknown, TrafficAggregate(),
      Window(start: span, end: span, principalCapacity: 1))
  }
}
