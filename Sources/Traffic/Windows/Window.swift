import AccessLog
import Inspection

/// A tumbling span of event time with what happened in it: to the service, to each endpoint, by each
/// principal.
public struct Window: Sendable {
  /// The first moment.
  public var start: Timestamp
  /// The first moment behind it.
  public var end: Timestamp
  /// The whole service.
  public var service = TrafficAggregate()
  /// The endpoints that were asked for, by the id that `endpointIDs` holds at the same place.
  public var endpoints: ArraySlice<TrafficAggregate> { aggregates[..<endpointIDs.count] }
  /// The ids of `endpoints`, in the order in which they were first seen.
  public private(set) var endpointIDs: [EndpointID] = []
  /// The principals.
  public private(set) var principals: PrincipalTable
  /// What came from each source.
  public internal(set) var sources = SourceTally()
  /// What was asked for and is not there.
  public private(set) var missing = MissingTally()
  /// The evidence lines that aggregates point to.
  public private(set) var shelf = EvidenceShelf()

  private var endpointPlaces: [Int32] = []
  /// `endpoints`, and behind them empty aggregates of an earlier span, kept for their memory.
  private var aggregates: [TrafficAggregate] = []

  /// An empty window.
  public init(start: Timestamp, end: Timestamp, principalCapacity: Int) {
    self.start = start
    self.end = end
    principals = PrincipalTable(capacity: principalCapacity)
  }

  /// Signs that accuse the client, as opposed to hints about the path.
  static let accusing: SignSet = {
    let hints: [Sign] = [.logInPath, .administrationPath, .staticFile, .secretInURL]
    return hints.reduce(into: SignSet(rawValue: .max)) { $0.remove(SignSet($1)) }
  }()

  /// Counts one request and keeps its line where it is evidence. O(1).
  @inline(__always)
  mutating func count(
    _ observation: Observation, _ request: Request,
    in bytes: borrowing RawSpan, source: UInt16
  ) {
    service.countNumbers(observation)
    let endpoint = place(of: observation.endpoint.id)
    aggregates[endpoint].count(observation)
    var line: Int32 = -1
    if observation.isServerError || observation.isFailedLogIn {
      line = keepForEndpoint(endpoint, observation, request, bytes, source)
    }
    if observation.verdict.suspected.contains(.staticFile) {
      aggregates[endpoint].marks.staticFiles &+= 1
    }
    missing.count(observation)
    if observation.isMarked { mark(endpoint, observation, request, bytes, source) }
    sources.count(source)
    countPrincipal(observation, observation.principal, request, bytes, source, line)
  }

  /// Counts one request for a principal of its own: the client, and the user where there is one.
  @inline(__always)
  mutating func countPrincipal(
    _ observation: Observation, _ key: PrincipalKey, _ request: Request,
    _ bytes: borrowing RawSpan, _ source: UInt16, _ line: Int32
  ) {
    guard let place = principals.count(observation, of: key, hash: key.hash) else { return }
    let isAccused = !observation.verdict.suspected.isDisjoint(with: Window.accusing)
    if isAccused {
      principals.countSigns(
        observation.verdict, isSuccess: observation.isSuccess, at: place)
    }
    if isAccused || observation.status >= 400 || principals.aggregates[place].requests == 5 {
      keepForPrincipal(place, isAccused, request, bytes, source, line)
    }
  }

  /// The place of an endpoint's aggregate, made where it is new.
  @inline(__always)
  private mutating func place(of id: EndpointID) -> Int {
    if Int(id) < endpointPlaces.count, endpointPlaces[Int(id)] >= 0 {
      return Int(endpointPlaces[Int(id)])
    }
    return makePlace(of: id)
  }

  private mutating func makePlace(of id: EndpointID) -> Int {
    if Int(id) >= endpointPlaces.count {
      let missing = Int(id) + 1 - endpointPlaces.count
      endpointPlaces.append(contentsOf: repeatElement(-1, count: missing))
    }
    let place = endpointIDs.count
    endpointPlaces[Int(id)] = Int32(place)
    if place == aggregates.count { aggregates.append(TrafficAggregate()) }
    endpointIDs.append(id)
    return place
  }

  // MARK: - Evidence

  private mutating func keepForEndpoint(
    _ place: Int, _ observation: Observation, _ request: Request,
    _ bytes: borrowing RawSpan, _ source: UInt16
  ) -> Int32 {
    let wanted =
      observation.isServerError
      ? aggregates[place].evidence.hasRoom || service.evidence.hasRoom
      : aggregates[place].logInEvidence.hasRoom
    guard wanted else { return -1 }
    let line = shelf.keep(kept(request, bytes, source))
    if observation.isServerError {
      aggregates[place].evidence.note(line)
      service.evidence.note(line)
    } else {
      aggregates[place].logInEvidence.note(line)
    }
    return line
  }

  private mutating func keepForPrincipal(
    _ place: Int, _ isSign: Bool, _ request: Request, _ bytes: borrowing RawSpan,
    _ source: UInt16, _ line: Int32
  ) {
    guard hasRoom(place, isSign) else { return }
    let place_ = line >= 0 ? line : shelf.keep(kept(request, bytes, source))
    principals.note(place_, isSign: isSign, at: place)
  }

  /// True while a principal has room for another line.
  private func hasRoom(_ place: Int, _ isSign: Bool) -> Bool {
    isSign
      ? principals.aggregates[place].signEvidence.hasRoom
      : principals.aggregates[place].evidence.hasRoom
  }

  /// Keeps a line and answers its place.
  mutating func keep(
    _ request: Request, _ bytes: borrowing RawSpan, _ source: UInt16
  ) -> Int32 {
    shelf.keep(kept(request, bytes, source))
  }

  /// Changes the marks of the endpoint at a place.
  @inline(__always)
  mutating func withMarks<Result>(
    _ endpoint: Int, _ change: (inout EndpointMarks) -> Result
  ) -> Result {
    change(&aggregates[endpoint].marks)
  }

  private func kept(
    _ request: Request, _ bytes: borrowing RawSpan, _ source: UInt16
  ) -> KeptLine {
    let range = request.line.offsets.prefix(KeptLine.longest)
    return KeptLine(
      source: source, lineNumber: request.lineNumber, offset: request.offset,
      text: range.map { bytes.unsafeLoad(fromByteOffset: $0, as: UInt8.self) })
  }

  // MARK: - Merging and reuse

  /// Ends the counting: the service learns from the principals who was there.
  mutating func complete() {
    let known = principals.aggregates
    let aggregates = known.span
    for place in aggregates.indices where !aggregates[place].key.isUser {
      service.countClient(aggregates[place])
    }
    for passer in principals.passersBy { service.countClient(passer) }
  }

  /// Takes the endpoints of a window inside this one in, and what was missing. O(endpoints).
  mutating func rollUpEndpoints(_ inner: Window) {
    missing.merge(inner.missing)
    // Borrowed, because a copy of an aggregate costs more than its merge.
    let others = inner.aggregates.span
    for index in inner.endpointIDs.indices {
      let place = place(of: inner.endpointIDs[index])
      aggregates[place].mergeNumbers(of: others, at: index)
      if others[index].marks.hasEvidence {
        adoptMarks(of: others[index].marks, from: inner.shelf, at: place)
      }
    }
  }

  /// Takes the lines behind marks over, while there is room for them.
  private mutating func adoptMarks(
    of marks: EndpointMarks, from other: EvidenceShelf, at place: Int
  ) {
    for path in EndpointMarks.evidence where marks[keyPath: path].count > 0 {
      for line in marks[keyPath: path].lines(on: other)
      where aggregates[place].marks[keyPath: path].hasRoom {
        aggregates[place].marks[keyPath: path].note(shelf.keep(line))
      }
    }
    let largest = aggregates[place].marks.largest
    if marks.askEvidence >= 0,
      marks.largest.amount == largest.amount
        || marks.largest.offset == largest.offset
    {
      aggregates[place].marks.askEvidence = shelf.keep(other.lines[Int(marks.askEvidence)])
    }
  }

  /// Takes the principals of a window inside this one in, with their evidence. O(principals).
  /// - Returns: The inner window's aggregates' places here, −1 where there was no room.
  @discardableResult
  mutating func rollUp(_ inner: Window) -> [Int32] {
    let places = principals.merge(inner.principals)
    for index in inner.principals.aggregates.indices where places[index] >= 0 {
      adoptEvidence(of: inner.principals.aggregates[index], from: inner, at: Int(places[index]))
    }
    return places
  }

  /// Takes the signs and the lines of a principal of a window inside this one over.
  @inline(__always)
  private mutating func adoptEvidence(
    of aggregate: borrowing PrincipalAggregate, from inner: Window, at place: Int
  ) {
    if aggregate.tally >= 0 {
      principals.merge(inner.principals.tallies[Int(aggregate.tally)], at: place)
      adopt(aggregate.signEvidence.lines(on: inner.shelf), isSign: true, at: place)
    }
    if aggregate.evidence.count > 0 {
      adopt(aggregate.evidence.lines(on: inner.shelf), isSign: false, at: place)
    }
  }

  /// Takes in that a principal's log-ins before this window ended in a run of refusals.
  mutating func joinRun(of earlier: UInt32, at place: Int) {
    principals.joinRun(of: earlier, at: place)
  }

  /// Notes how much of a principal was judged.
  mutating func noteJudged(_ weight: Float, at place: Int) {
    principals.noteJudged(weight, at: place)
  }

  private mutating func adopt(_ lines: [KeptLine], isSign: Bool, at place: Int) {
    for line in lines {
      guard hasRoom(place, isSign) else { return }
      principals.note(shelf.keep(line), isSign: isSign, at: place)
    }
  }

  /// Makes the window new for another span, keeping its memory.
  mutating func reset(start: Timestamp, end: Timestamp) {
    self.start = start
    self.end = end
    service = TrafficAggregate()
    for place in endpointIDs.indices {
      aggregates[place].reset()
      endpointPlaces[Int(endpointIDs[place])] = -1
    }
    endpointIDs.removeAll(keepingCapacity: true)
    principals.reset()
    sources = SourceTally()
    missing = MissingTally()
    shelf = EvidenceShelf()
  }
}

extension Window: Snapshotting {
  /// The window as it is kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.value(&start)
    try archive.value(&end)
    try service.snapshot(&archive)
    if !archive.isReading { aggregates.removeLast(aggregates.count - endpointIDs.count) }
    try archive.parts(&aggregates, new: TrafficAggregate())
    try archive.values(&endpointIDs)
    try principals.snapshot(&archive)
    try sources.snapshot(&archive)
    try archive.value(&missing)
    try shelf.snapshot(&archive)
    guard archive.isReading else { return }
    try archive.require(isSound, "points to lines or endpoints that it does not hold")
    endpointPlaces = []
    for (place, id) in endpointIDs.enumerated() {
      let missing = Int(id) + 1 - endpointPlaces.count
      if missing > 0 { endpointPlaces.append(contentsOf: repeatElement(-1, count: missing)) }
      endpointPlaces[Int(id)] = Int32(place)
    }
  }

  /// True if all that points elsewhere in the window points to something.
  private var isSound: Bool {
    let lines = shelf.lines.count
    return aggregates.count == endpointIDs.count
      && endpointIDs.allSatisfy { $0 < EndpointTable.capacity }
      && ([service] + aggregates).allSatisfy {
        $0.evidence.fits(lines) && $0.logInEvidence.fits(lines) && $0.marks.fits(lines)
      }
      && principals.aggregates.allSatisfy {
        $0.evidence.fits(lines) && $0.signEvidence.fits(lines)
      }
  }
}
