import AccessLog
import Foundation
import Inspection
import Reporting
import Traffic

/// One log on its way through the run: its batches, and how far they have been used.
final class LogStream {
  /// What there is to report about it.
  private(set) var report: InputReport
  /// What became of its lines; late ones are the pipeline's to know.
  private(set) var accounting = Accounting()
  /// The batch in use.
  private(set) var loaded = LoadedBatch()
  /// The first of its requests that was not used yet.
  var cursor = 0
  /// Its number in the pipeline.
  let number: UInt16

  private let pump: BatchPump
  /// The first malformed line of the batch that was not handed over yet.
  private var malformedCursor = 0
  /// Malformed lines of batches that are done with.
  private var pending = MalformedLines()
  /// With a stretch of time asked for, lines without a time belong to it only beside requests of it.
  private let isFiltered: Bool
  private var unknown = UnknownFormat()

  init(
    _ file: InputFile, number: UInt16, settings: InputReading, inspector: Inspector
  ) throws(SourceProblem) {
    let source = try file.open()
    report = InputReport(name: file.name)
    self.number = number
    var options = settings.reader
    if options.referenceDate == nil { options.referenceDate = file.modified }
    let loader = BatchLoader(
      source: source, reader: LogReader(format: settings.makeParser?(), options: options),
      filter: settings.filter, inspector: inspector)
    isFiltered = settings.filter != TimeFilter()
    pump = BatchPump(loader, isThreaded: settings.threads > 1)
  }

  /// How far it is through what is stored.
  var progress: ReadProgress? { loaded.progress }

  /// The time of the next request; absent where it has none. A time an hour and more ahead of the
  /// one behind it is a damaged stamp, for which the log must not wait until all others have ended.
  var nextTime: Timestamp {
    guard cursor < loaded.batch.requests.count else { return .absent }
    let time = loaded.batch.requests[cursor].time
    guard cursor + 1 < loaded.batch.requests.count else { return time }
    let following = loaded.batch.requests[cursor + 1].time
    let ahead = time.microseconds &- following.microseconds
    return !following.isAbsent && ahead > Self.longestJump ? following : time
  }

  static let longestJump: Int64 = 3_600_000_000

  /// True if there is a request at the cursor, reading on where the batch is used up.
  func hasRequest() -> Bool {
    while cursor >= loaded.batch.requests.count {
      guard !loaded.isLast else { return false }
      if !isFiltered || !loaded.batch.requests.isEmpty { noteMalformed(before: .max) }
      pending.carryOver()
      pump.next(&loaded)
      count()
      cursor = 0
      malformedCursor = 0
    }
    return true
  }

  /// The requests from the cursor on that are not later than a limit (at least one).
  func run(upTo limit: Timestamp?) -> Range<Int> {
    let requests = loaded.batch.requests
    guard let limit else { return cursor..<requests.count }
    var end = cursor + 1
    while end < requests.count, requests[end].time <= limit { end += 1 }
    return cursor..<end
  }

  /// The malformed lines before the request at a place and behind those that were handed over; all
  /// that are left where there is no such request.
  func takeMalformed(before place: Int) -> MalformedLines {
    let requests = loaded.batch.requests
    noteMalformed(before: place < requests.count ? requests[place].offset : .max)
    defer { pending = MalformedLines() }
    return pending
  }

  private func noteMalformed(before offset: Int64) {
    let batch = loaded.batch
    while malformedCursor < batch.malformed.count,
      batch.malformed[malformedCursor].offset < offset
    {
      pending.note(batch.malformed[malformedCursor], of: batch, source: number)
      malformedCursor += 1
    }
  }

  private func count() {
    let batch = loaded.batch
    accounting.lines += batch.lineCount
    accounting.requests += batch.requests.count
    accounting.skipped += batch.skippedCount + loaded.filteredOut
    accounting.malformed += batch.malformed.count
    report.lines += batch.lineCount
    report.malformed += batch.malformed.count
    report.bytes = loaded.offset
    report.format = loaded.format?.name
    report.formatConfidence = loaded.format?.confidence
    if let problem = loaded.problem { report.problems.append(problem) }
    if accounting.requests + accounting.skipped == 0 { unknown.note(batch) }
    if loaded.isLast, accounting.requests + accounting.skipped == 0,
      let sentence = unknown.sentence(about: report.name)
    {
      report.problems.append(sentence)
    }
  }
}

/// How logs are read: in which format, which part of them.
public struct InputReading: Sendable {
  /// Makes the parser of a format that was named; nil to detect each file's.
  public var makeParser: (@Sendable () -> any LineParser)?
  /// The same for single words of the input (files, folders, patterns) that have a format of their
  /// own.
  public var parsersByWord: [String: @Sendable () -> any LineParser] = [:]
  /// The reader's settings.
  public var reader = ReaderOptions()
  /// Which requests are wanted.
  public var filter = TimeFilter()
  /// Threads to use: with two or more each log is read, parsed and inspected beside the counting.
  public var threads = 1

  /// Everything, formats detected.
  public init() {}

  /// How the files of one word of the input are read.
  func of(word: String?) -> InputReading {
    guard let own = word.flatMap({ parsersByWord[$0] }) else { return self }
    var reading = self
    reading.makeParser = own
    return reading
  }
}

/// A stretch of event time; requests outside are skipped.
public struct TimeFilter: Sendable, Hashable {
  /// The first moment wanted; nil for all before `until`.
  public var since: Timestamp?
  /// The first moment not wanted any more; nil for all from `since` on.
  public var until: Timestamp?

  /// Everything.
  public init(since: Timestamp? = nil, until: Timestamp? = nil) {
    self.since = since
    self.until = until
  }

  /// Takes the requests outside out of a batch.
  func apply(to batch: inout RequestBatch) {
    guard since != nil || until != nil else { return }
    batch.requests.removeAll { !contains($0.time) }
  }

  /// True if a request of that time is wanted; one without a time is only where none was asked for.
  public func contains(_ time: Timestamp) -> Bool {
    if since == nil, until == nil { return true }
    guard !time.isAbsent else { return false }
    return (since.map { time >= $0 } ?? true) && (until.map { time < $0 } ?? true)
  }
}

extension InputFile {
  /// When the file was last written, near to its last lines: the year of times that have none. Nil
  /// for streams.
  public var modified: Timestamp? {
    guard !isStandardInput else { return nil }
    let attributes = try? FileManager.default.attributesOfItem(atPath: name)
    let date = attributes?[.modificationDate] as? Date
    return date.map { Timestamp(seconds: Int64($0.timeIntervalSince1970)) }
  }
}
