import AccessLog
import Inspection

/// Sorts observations into tumbling windows of event time and hands each window over once the
/// watermark has passed it.
///
/// The watermark is the latest event time seen less the allowance for late lines. A request later
/// than that has missed its window: it is counted in `lateRequests`, and only what it proves by
/// itself is counted, in the oldest window that is still open. A time more than an hour ahead of all
/// before moves the watermark only when the next line confirms it (is as far ahead), so that a single
/// damaged stamp cannot close every window, even if it is the log's first.
public struct WindowAssembler: Sendable {
  /// How windows are cut.
  public let settings: WindowSettings
  /// Learns endpoints.
  public private(set) var endpoints = EndpointTable()
  /// Knows users and host names.
  public private(set) var names = NameBook()
  /// Requests that missed their window.
  public private(set) var lateRequests = 0
  /// Principals' requests that found a window full.
  public private(set) var droppedRequests = 0
  /// The first event time seen.
  public private(set) var firstTime = Timestamp.absent
  /// The last event time seen.
  public private(set) var lastTime = Timestamp.absent

  private var answers = AnswerBook()
  private var open: [Window] = []
  /// Malformed lines from before the first time that the log names.
  private var early = SourceTally()
  private var spare: [Window] = []
  private var maker = ObservationMaker()
  private var latest = Timestamp.absent
  /// The time of the line before, where it was too far ahead to be believed at once.
  private var doubtful = Timestamp.absent
  /// True while `latest` is the word of a single line.
  private var isLone = false
  private var allowance: LatenessAllowance
  /// No window that ends by then is opened (again).
  private var closedEnd = Timestamp.absent
  /// Lines in a row that stand behind the end of the oldest open window.
  private var run = 0

  private static let longestJump: Int64 = 3_600_000_000
  /// As many windows as are open and complete at once where lines come in order, and two more.
  private static let mostSpare = 4

  /// An assembler.
  /// - Parameters:
  ///   - settings: How windows are cut.
  ///   - description: What the service says about itself, to be compared with what is asked for.
  public init(settings: WindowSettings = WindowSettings(), description: APIDescription? = nil) {
    self.settings = settings
    allowance = LatenessAllowance(atMost: settings.latenessSeconds)
    maker.description = description.map { APIMatcher($0) }
  }

  /// Takes requests of a batch in, up to the first that completes windows: so what is complete is
  /// judged, and its memory used again, before the next window is filled. O(requests).
  /// - Parameters:
  ///   - batch: The batch.
  ///   - range: Which of its requests; afterwards those that are left.
  ///   - verdicts: What each request of the batch gives away.
  ///   - source: The number of the source.
  /// - Returns: The windows that are complete, in the order of time; give them back by `recycle`.
  public mutating func add(
    _ batch: RequestBatch, _ range: inout Range<Int>, verdicts: [Verdict], source: UInt16
  ) -> [Window] {
    var closed: [Window] = []
    let bytes = batch.bytes.span.bytes
    let requests = batch.requests.span
    for index in range {
      guard closed.isEmpty else {
        range = index..<range.upperBound
        return closed
      }
      let stamp = requests[index].time
      let time = arrival(of: stamp)
      if !stamp.isAbsent {
        if advanceWatermark(to: time) { close(before: watermark, &closed) }
        countRun(time, &closed)
      }
      var observation = maker.observe(
        requests[index], time: time, in: bytes, verdict: verdicts[index],
        endpoints: &endpoints, names: &names)
      if observation.namesUser { observation.userHash = maker.user.address.low }
      observation.standing = answers.note(observation, endpoints)
      guard let place = openPlace(for: time) else {
        countLate(observation, requests[index], bytes, source)
        continue
      }
      open[place].count(observation, requests[index], in: bytes, source: source)
      if observation.namesUser {
        open[place].countPrincipal(
          observation, maker.user, requests[index], bytes, source, -1)
      }
    }
    range = range.upperBound..<range.upperBound
    return closed
  }

  /// Counts lines of a source that fit no format. They count for the time of the request before them,
  /// or, where its window is closed, for the oldest window that is open. O(sources).
  public mutating func add(_ malformed: MalformedLines.Group, source: UInt16) {
    let time = malformed.time.isAbsent ? latest : malformed.time
    let (count, lines) = (malformed.count, malformed.lines)
    guard !time.isAbsent else { return early.count(malformed: count, lines: lines, of: source) }
    let place = openPlace(for: time)
    if place == nil, open.isEmpty { openWindow(of: watermark) }
    open[place ?? 0].sources.count(malformed: count, lines: lines, of: source)
  }

  /// Closes the windows that the time of day has passed, where no further line does: nothing waits
  /// for the next line. What comes for them afterwards is late.
  /// - Parameter now: The moment of event time that it is now.
  public mutating func advance(to now: Timestamp) -> [Window] {
    var closed: [Window] = []
    guard !latest.isAbsent, now > latest else { return closed }
    let limit = Timestamp(microseconds: now.microseconds &- allowance.microseconds)
    close(before: limit, &closed)
    closedEnd = max(closedEnd, limit.floored(toSeconds: settings.windowSeconds))
    return closed
  }

  /// The latest event time that is believed; absent before any.
  public var latestTime: Timestamp { latest }
  /// Event time up to which everything is decided: windows that end by then are closed for good.
  public var settledTime: Timestamp { closedEnd }

  /// Closes all windows, at the end of the input.
  public mutating func finish() -> [Window] {
    var closed: [Window] = []
    close(before: Timestamp(microseconds: .max), &closed)
    return closed
  }

  /// Takes windows back that are done with, to use their memory again.
  public mutating func recycle(_ windows: consuming [Window]) {
    while spare.count < Self.mostSpare, let window = windows.popLast() { spare.append(window) }
  }

  /// Event time before which no window is open.
  public var watermark: Timestamp {
    guard !latest.isAbsent else { return latest }
    return Timestamp(microseconds: latest.microseconds &- allowance.microseconds)
  }

  // MARK: - Time

  /// A request without a time is taken to be made when the latest one before it was.
  @inline(__always)
  private mutating func arrival(of time: Timestamp) -> Timestamp {
    guard !time.isAbsent else { return latest.isAbsent ? Timestamp(seconds: 0) : latest }
    if firstTime.isAbsent { moveTimeless(to: time) }
    if firstTime.isAbsent || time < firstTime { firstTime = time }
    if lastTime.isAbsent || time > lastTime { lastTime = time }
    return time
  }

  /// Requests without a time at the beginning of a log belong to the first time that it names.
  private mutating func moveTimeless(to time: Timestamp) {
    guard !open.isEmpty else { return }
    (open[0].start, open[0].end) = span(of: time)
  }

  /// True if the watermark moved past the end of an open window.
  @inline(__always)
  private mutating func advanceWatermark(to time: Timestamp) -> Bool {
    let ahead = time.microseconds &- latest.microseconds
    if isLone || latest.isAbsent || ahead > Self.longestJump {
      guard believes(time) else { return false }
    } else {
      doubtful = .absent
      allowance.note(delay: 0 &- ahead)
      guard ahead > 0 else { return false }
      latest = time
    }
    return open.first.map { $0.end <= watermark } ?? false
  }

  /// Closes the oldest window once enough lines in a row stand behind its end.
  @inline(__always)
  private mutating func countRun(_ time: Timestamp, _ closed: inout [Window]) {
    guard !open.isEmpty, time >= open[0].end else { return run = 0 }
    run &+= 1
    guard run >= LatenessAllowance.run, allowance.isShort else { return }
    close(before: open[0].end, &closed)
  }

  /// Moves `latest` where a time is the first, contradicts the only one so far, or is far ahead and
  /// confirmed by the line before; false if it stays.
  private mutating func believes(_ time: Timestamp) -> Bool {
    let ahead = time.microseconds &- latest.microseconds
    if latest.isAbsent || (isLone && ahead < -Self.longestJump) {
      isLone = latest.isAbsent
      latest = time
      return false
    }
    isLone = false
    guard ahead > Self.longestJump else {
      latest = max(latest, time)
      return ahead > 0
    }
    let isConfirmed =
      !doubtful.isAbsent && time.microseconds &- doubtful.microseconds >= -Self.longestJump
    guard isConfirmed else {
      doubtful = time
      return false
    }
    let (lower, upper) = (min(doubtful, time), max(doubtful, time))
    let isNear = upper.microseconds &- lower.microseconds <= Self.longestJump
    latest = isNear ? upper : lower
    doubtful = isNear ? .absent : upper
    return true
  }

  // MARK: - Windows

  /// The place of the window that a moment belongs to; nil if that window was closed.
  @inline(__always)
  private mutating func openPlace(for time: Timestamp) -> Int? {
    let last = open.count &- 1
    if last >= 0, open[last].start <= time, time < open[last].end { return last }
    return findPlace(for: time)
  }

  private mutating func findPlace(for time: Timestamp) -> Int? {
    let (start, end) = span(of: time)
    if end <= closedEnd || (!latest.isAbsent && end <= watermark) { return nil }
    if let place = open.firstIndex(where: { $0.start == start }) { return place }
    let place = open.firstIndex { $0.start > start } ?? open.count
    open.insert(makeWindow(start, end), at: place)
    countEarly(at: place)
    return place
  }

  /// A request whose window is closed still counts for what it proves.
  private mutating func countLate(
    _ observation: Observation, _ request: Request, _ bytes: borrowing RawSpan, _ source: UInt16
  ) {
    lateRequests += 1
    let accusing = observation.verdict.suspected.union(observation.verdict.proven)
    guard !accusing.isDisjoint(with: Window.accusing) else { return }
    if open.isEmpty { openWindow(of: watermark) }
    open[0].countPrincipal(
      observation, observation.principal, request, bytes, source, -1)
  }

  private mutating func openWindow(of time: Timestamp) {
    let (start, end) = span(of: time)
    open.append(makeWindow(start, end))
  }

  /// Malformed lines at the beginning of a log belong to the first time that it names.
  private mutating func countEarly(at place: Int) {
    guard !early.entries.isEmpty else { return }
    for entry in early.entries {
      open[place].sources.count(
        malformed: Int(entry.malformed), lines: entry.lines, of: entry.source)
    }
    early = SourceTally()
  }

  /// The window that a moment belongs to.
  private func span(of time: Timestamp) -> (start: Timestamp, end: Timestamp) {
    let start = time.floored(toSeconds: settings.windowSeconds)
    let length = settings.windowSeconds &* 1_000_000
    return (start, Timestamp(microseconds: start.microseconds &+ length))
  }

  private mutating func makeWindow(_ start: Timestamp, _ end: Timestamp) -> Window {
    guard var window = spare.popLast() else {
      return Window(start: start, end: end, principalCapacity: settings.principalCapacity)
    }
    window.reset(start: start, end: end)
    return window
  }

  private mutating func close(before limit: Timestamp, _ closed: inout [Window]) {
    while let first = open.first, first.end <= limit {
      droppedRequests += first.principals.overflow
      open[0].complete()
      closedEnd = max(closedEnd, first.end)
      run = 0
      allowance.turn()
      closed.append(open.removeFirst())
    }
  }
}

extension WindowAssembler: Snapshotting {
  /// The open windows, the endpoints and the names as they are kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try endpoints.snapshot(&archive)
    try answers.snapshot(&archive)
    try names.snapshot(&archive)
    try archive.value(&lateRequests)
    try archive.value(&droppedRequests)
    try archive.value(&firstTime)
    try archive.value(&lastTime)
    let absent = Timestamp.absent
    try archive.parts(
      &open,
      new: Window(start: absent, end: absent, principalCapacity: settings.principalCapacity))
    try archive.value(&latest)
    try archive.value(&doubtful)
    try archive.flag(&isLone)
    try early.snapshot(&archive)
    try allowance.snapshot(&archive)
    try archive.value(&closedEnd)
    try archive.value(&run)
  }
}
