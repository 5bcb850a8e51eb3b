import AccessLog
import Inspection

/// Sorts observations into tumbling windows of event time and hands each window over once the
/// watermark has passed it.
///
/// The watermark is the latest event time seen less the allowance for late lines. A request later
/// than that has missed its window: it is counted in `lateRequests`, and only what it proves by
/// itself is counted, in the oldest window that is still open. A time more than an hour ahead of the
/// line before moves the watermark only when the next line confirms it, so that a single damaged
/// stamp cannot close every window.
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

  private var open: [Window] = []
  private var spare: [Window] = []
  private var maker = ObservationMaker()
  private var latest = Timestamp.absent
  private var previous = Timestamp.absent

  private static let longestJump: Int64 = 3_600_000_000

  /// An assembler.
  public init(settings: WindowSettings = WindowSettings()) { self.settings = settings }

  /// Takes a part of a batch in. O(requests).
  /// - Parameters:
  ///   - batch: The batch.
  ///   - range: Which of its requests.
  ///   - verdicts: What each request of the batch gives away.
  ///   - source: The number of the source.
  /// - Returns: The windows that are complete, in the order of time; give them back by `recycle`.
  public mutating func add(
    _ batch: RequestBatch, _ range: Range<Int>, verdicts: [Verdict], source: UInt16
  ) -> [Window] {
    var closed: [Window] = []
    let bytes = batch.bytes.span.bytes
    for index in range {
      let time = arrival(of: batch.requests[index].time)
      if advanceWatermark(to: time) { close(before: watermark, &closed) }
      let observation = maker.observe(
        batch.requests[index], time: time, in: bytes, verdict: verdicts[index],
        endpoints: &endpoints, names: &names)
      guard let place = openPlace(for: time) else {
        countLate(observation, batch.requests[index], bytes, source)
        continue
      }
      open[place].count(observation, batch.requests[index], in: bytes, source: source)
      if observation.namesUser {
        open[place].countPrincipal(
          observation, maker.user, batch.requests[index], bytes, source, -1)
      }
    }
    return closed
  }

  /// Closes all windows, at the end of the input.
  public mutating func finish() -> [Window] {
    var closed: [Window] = []
    close(before: Timestamp(microseconds: .max), &closed)
    return closed
  }

  /// Takes windows back that are done with, to use their memory again.
  public mutating func recycle(_ windows: consuming [Window]) {
    if spare.count < 4 { spare += windows.prefix(2) }
  }

  /// Event time before which no window is open.
  public var watermark: Timestamp {
    guard !latest.isAbsent else { return latest }
    return Timestamp(microseconds: latest.microseconds &- settings.latenessSeconds &* 1_000_000)
  }

  // MARK: - Time

  /// A request without a time is taken to be made when the one before it was.
  private mutating func arrival(of time: Timestamp) -> Timestamp {
    var time = time
    if time.isAbsent { time = previous.isAbsent ? Timestamp(seconds: 0) : previous }
    if firstTime.isAbsent || time < firstTime { firstTime = time }
    if lastTime.isAbsent || time > lastTime { lastTime = time }
    return time
  }

  /// True if the watermark moved past the end of an open window.
  @inline(__always)
  private mutating func advanceWatermark(to time: Timestamp) -> Bool {
    defer { previous = time }
    guard !latest.isAbsent else {
      latest = time
      return false
    }
    let isConfirmed = time.microseconds &- previous.microseconds <= Self.longestJump
    guard isConfirmed, time > latest else { return false }
    latest = time
    return open.first.map { $0.end <= watermark } ?? false
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
    let length = settings.windowSeconds &* 1_000_000
    let start = time.microseconds &- Self.remainder(time.microseconds, length)
    if !latest.isAbsent, start &+ length <= watermark.microseconds { return nil }
    let moment = Timestamp(microseconds: start)
    if let place = open.firstIndex(where: { $0.start == moment }) { return place }
    let place = open.firstIndex { $0.start > moment } ?? open.count
    open.insert(makeWindow(from: moment), at: place)
    return place
  }

  /// A request whose window is closed still counts for what it proves.
  private mutating func countLate(
    _ observation: Observation, _ request: Request, _ bytes: borrowing RawSpan, _ source: UInt16
  ) {
    lateRequests += 1
    let accusing = observation.verdict.suspected.union(observation.verdict.proven)
    guard !accusing.isDisjoint(with: Window.accusing) else { return }
    if open.isEmpty {
      let length = settings.windowSeconds &* 1_000_000
      let water = watermark.microseconds
      open.append(makeWindow(from: Timestamp(microseconds: water &- Self.remainder(water, length))))
    }
    open[0].countPrincipal(
      observation, observation.principal, request, bytes, source, -1)
  }

  private static func remainder(_ value: Int64, _ length: Int64) -> Int64 {
    let remainder = value % length
    return remainder < 0 ? remainder &+ length : remainder
  }

  private mutating func makeWindow(from start: Timestamp) -> Window {
    let end = Timestamp(microseconds: start.microseconds &+ settings.windowSeconds &* 1_000_000)
    guard var window = spare.popLast() else {
      return Window(start: start, end: end, principalCapacity: settings.principalCapacity)
    }
    window.reset(start: start, end: end)
    return window
  }

  private mutating func close(before limit: Timestamp, _ closed: inout [Window]) {
    while let first = open.first, first.end <= limit {
      droppedRequests += first.principals.overflow
      closed.append(open.removeFirst())
    }
  }
}
