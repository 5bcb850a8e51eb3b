import AccessLog
import Detection
import Inspection
import Reporting
import Traffic

/// Reads several logs as if they were one: always the one whose next request is the earliest.
///
/// Rotated files follow one another and are opened one at a time; the logs of several servers about
/// the same hours are read side by side. Each is expected to be nearly in the order of time, as
/// servers write them.
struct SourceMerger {
  /// What there is to report about each input, in the order in which they were opened.
  private(set) var reports: [InputReport] = []
  /// What became of all lines read so far.
  private(set) var accounting = Accounting()
  /// Bytes of all inputs that are done.
  private(set) var bytes: Int64 = 0

  private var waiting: [InputFile]
  private let firstTimes: [String: Timestamp]
  private let words: [String: String]
  private let settings: InputReading
  private var open: [LogStream] = []
  /// Malformed lines at the end of logs that are done.
  private var leftovers: [(source: UInt16, lines: MalformedLines)] = []
  /// Compiled once; each stream gets a copy.
  private let inspector = Inspector()

  /// A merger of the files of a catalogue, which are in the order of time.
  init(_ catalogue: InputCatalogue, settings: InputReading) {
    waiting = catalogue.files
    firstTimes = catalogue.firstTimes
    words = catalogue.words
    self.settings = settings
  }

  /// Hands over the next run of requests of one log; false at the end of all.
  /// - Parameters:
  ///   - announce: Gives a new source its number.
  ///   - use: Takes the requests.
  mutating func next(
    announce: (String) -> UInt16, use: (LogStream, Range<Int>) -> Void
  ) -> Bool {
    openDue(announce)
    dropExhausted()
    guard let stream = earliest() else { return !waiting.isEmpty }
    let others = open.filter { $0 !== stream }.map(\.nextTime).filter { !$0.isAbsent }
    let pending = waiting.first.flatMap { firstTimes[$0.name] }
    let limit = (others + (pending.map { [$0] } ?? [])).min()
    let range = stream.run(upTo: limit)
    use(stream, range)
    stream.cursor = range.upperBound
    return true
  }

  /// How far the logs in use are through what is stored.
  var progress: (name: String, done: Int64, total: Int64?)? {
    guard let stream = open.first else { return nil }
    return (stream.report.name, stream.progress?.done ?? 0, stream.progress?.total)
  }

  /// Lines read so far, with those of the logs in use.
  var linesSoFar: Int { open.reduce(accounting.lines) { $0 + $1.accounting.lines } }

  /// Reads the next run of requests into a pipeline and says how far the reading is.
  /// - Returns: What is to be told; nil at the end of all.
  mutating func advance(
    _ pipeline: inout TrafficPipeline, progress: (RunProgress) -> Void
  ) -> [IncidentEvent]? {
    var events: [IncidentEvent] = []
    let isOpen = next(announce: { pipeline.addSource($0) }) { stream, range in
      events = pipeline.take(
        stream.loaded.batch, range, verdicts: stream.loaded.verdicts, source: stream.number,
        malformed: stream.takeMalformed(before: range.upperBound))
    }
    for rest in leftovers { pipeline.take(rest.lines, source: rest.source) }
    leftovers = []
    if let at = self.progress {
      progress(RunProgress(name: at.name, done: at.done, total: at.total, lines: linesSoFar))
    }
    return isOpen ? events : nil
  }

  // MARK: - Opening and closing

  /// Opens the next file when nothing is open, and every further one that begins before what is.
  private mutating func openDue(_ announce: (String) -> UInt16) {
    while let file = waiting.first {
      let isDue = open.isEmpty || begins(file, before: open.map(\.nextTime).max())
      guard isDue else { return }
      waiting.removeFirst()
      do throws(SourceProblem) {
        let stream = try LogStream(
          file, number: announce(file.name), settings: settings.of(word: words[file.name]),
          inspector: inspector)
        if stream.hasRequest() { open.append(stream) } else { close(stream) }
      } catch {
        var report = InputReport(name: file.name)
        report.problems = ["\(error)"]
        reports.append(report)
      }
    }
  }

  private func begins(_ file: InputFile, before time: Timestamp?) -> Bool {
    guard let time, !time.isAbsent, let first = firstTimes[file.name] else { return false }
    return first <= time
  }

  private mutating func dropExhausted() {
    for stream in open where !stream.hasRequest() { close(stream) }
    open.removeAll { stream in !stream.hasRequest() }
  }

  private mutating func close(_ stream: LogStream) {
    let rest = stream.takeMalformed(before: .max)
    // A log without a single request is in no known format; the report says so.
    if rest.count > 0, stream.accounting.requests > 0 { leftovers.append((stream.number, rest)) }
    reports.append(stream.report)
    bytes += stream.report.bytes
    accounting.lines += stream.accounting.lines
    accounting.requests += stream.accounting.requests
    accounting.skipped += stream.accounting.skipped
    accounting.malformed += stream.accounting.malformed
  }

  /// The stream whose next request is the earliest; of equal ones the one opened first. A request
  /// without a time goes at once.
  private func earliest() -> LogStream? {
    open.min { $0.nextTime < $1.nextTime }
  }
}
