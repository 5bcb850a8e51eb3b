/// Turns the bytes of one log into batches of requests, whatever the pieces they arrive in.
///
///     var reader = LogReader()
///     var batch = RequestBatch()
///     while try reader.fill(&batch, capacity: 1 << 20, from: { try file.read(into: $0) }) {
///       use(batch)
///     }
///     use(batch)
///     reader.finish(&batch)
///     use(batch)
///
/// The invariant: bytes that are not part of a batch yet are `carry`, and `offset` is the place of
/// its first byte in the log. What comes out depends on the bytes alone, never on how they were cut:
/// only the grouping into batches may differ. Every line is counted once, as a request, as skipped
/// or as malformed. Memory is bounded by the capacity, the longest line and the detection's sample.
public struct LogReader: Sendable {
  /// The format in use, once it is known.
  public private(set) var format: DetectedFormat?
  /// The last header line (`#Fields: …`, with its line end): what a reader that goes on from here
  /// must be given, as no line behind it says what the columns are. At most 16 KiB.
  public private(set) var header: [UInt8] = []
  /// True while the rest of a line that was too long is being dropped: `consumedOffset` then lies
  /// inside that line.
  public private(set) var isInsideLine = false

  private var parser: (any LineParser)?
  private var context: LineContext
  private var carry: [UInt8] = []
  private var offset: Int64
  private var lineNumber: Int64
  private var mustDecide = false
  /// The first of the lines that are parts of a record still open; negative where there is none.
  private var openRecord = (offset: Int64(-1), line: Int64(-1))

  /// A reader at the beginning of a log, or where a checkpoint says.
  /// - Parameters:
  ///   - format: The parser to use; nil to detect one from the first lines.
  ///   - offset: Byte offset in the log at which reading begins; must be the start of a line.
  ///   - lineNumber: How many lines stand before that offset.
  ///   - header: The `header` of the reader that got as far as `offset`; needs `format`.
  ///   - detected: What `format` was made from, where it was detected earlier.
  ///   - isInsideLine: True to drop what comes up to the next line end.
  public init(
    format: (any LineParser)? = nil, options: ReaderOptions = ReaderOptions(), offset: Int64 = 0,
    lineNumber: Int64 = 0, header: [UInt8] = [], detected: DetectedFormat? = nil,
    isInsideLine: Bool = false
  ) {
    self.format = detected
    self.isInsideLine = isInsideLine
    self.parser = format
    self.context = LineContext(options: options)
    self.offset = offset
    self.lineNumber = lineNumber
    self.header = header
    guard !header.isEmpty else { return }
    let bytes = header.span.bytes
    let line = LogReader.content(of: 0..<header.count - (header.last == 0x0a ? 1 : 0), bytes)
    var request = Request()
    _ = parser?.parse(line, of: bytes, into: &request, context: &context)
  }

  /// The byte offset in the log up to which lines have been delivered in batches: where a checkpoint
  /// may start again. (After a line that was too long it lies inside that line.)
  public var consumedOffset: Int64 { offset }
  /// How many lines have been delivered in batches.
  public var consumedLines: Int64 { lineNumber }
  /// Where a reader that takes over from here must begin, and how many lines stand before: at the
  /// consumed offset, or at the first part of a record whose last part has not come yet (container
  /// runtimes split long lines). Lines from there on have been counted as skipped.
  public var resumption: (offset: Int64, line: Int64) {
    openRecord.offset >= 0 ? openRecord : (offset, lineNumber)
  }
  /// True as long as lines are held back because the format is not decided yet.
  public var isUndecided: Bool { parser == nil }

  /// What the times of the lines delivered so far left unsaid.
  public var timeAssumptions: TimeAssumptions { context.assumptions }

  /// Takes what lines there are as enough to detect the format from; a live log must not wait for
  /// two hundred. The next `fill` or `finish` delivers the lines held back.
  public mutating func decideNow() { mustDecide = true }

  /// Reads on and parses every complete line into the batch, which is emptied first.
  ///
  /// `read` is called until a line end has come or the capacity is used up; it fills the front of
  /// the buffer and returns how many bytes that were, 0 if there are none now. What stands behind
  /// the last line end is kept for the next call.
  /// - Parameter capacity: Bytes to read at most (more only to make progress in a long line).
  /// - Returns: False if `read` returned 0.
  public mutating func fill(
    _ batch: inout RequestBatch, capacity: Int,
    from read: (UnsafeMutableRawBufferPointer) throws -> Int
  ) rethrows -> Bool {
    var bytes = batch.takeBuffer()
    var used = carry.count
    let limit = used + min(max(capacity, used, 1), 1 << 30)
    bytes.setCount(limit + LogReader.padding)
    bytes.replace(prefix: carry)
    var isOpen = true
    do {
      var lineEnded = false
      while isOpen, !lineEnded, used < limit {
        let count = try bytes.withUnsafeMutableBytes {
          try read(UnsafeMutableRawBufferPointer(rebasing: $0[used..<limit]))
        }
        let next = used + min(max(count, 0), limit - used)
        let span = bytes.span.bytes
        lineEnded = span.firstIndex(of: 0x0a, from: used, to: next) < next
        isOpen = next > used
        used = next
      }
    } catch {
      keep(bytes, 0..<used)
      batch.bytes = bytes
      throw error
    }
    consume(&bytes, used: used, atEnd: false, into: &batch)
    batch.bytes = bytes
    return isOpen
  }

  /// Parses what is left at the end of the log: a last line without a line end.
  public mutating func finish(_ batch: inout RequestBatch) {
    var bytes = batch.takeBuffer()
    if let last = carry.last, last != 0x0a { carry.append(0x0a) }
    let used = carry.count
    bytes.setCount(used + LogReader.padding)
    bytes.replace(prefix: carry)
    consume(&bytes, used: used, atEnd: true, into: &batch)
    batch.bytes = bytes
  }

  /// Bytes behind the chunk that may be loaded, not used: room for word-at-a-time searches.
  private static let padding = 8

  private mutating func keep(_ bytes: [UInt8], _ range: Range<Int>) {
    carry.removeAll(keepingCapacity: true)
    carry.append(contentsOf: bytes[range])
  }

  /// Parses the complete lines of a chunk and keeps the rest.
  private mutating func consume(
    _ bytes: inout [UInt8], used: Int, atEnd: Bool, into batch: inout RequestBatch
  ) {
    if parser == nil { decide(bytes.span.bytes, used: used, atEnd: atEnd) }
    guard var parser else { return keep(bytes, 0..<used) }
    self.parser = nil  // so that the parser's state is changed in place, not copied
    context.decoded.removeAll(keepingCapacity: true)
    context.decodedBase = bytes.count
    let rest = parseLines(bytes.span.bytes, used: used, with: &parser, into: &batch)
    self.parser = parser
    if !context.decoded.isEmpty { bytes.append(contentsOf: context.decoded) }
    keep(bytes, rest..<used)
    offset &+= Int64(rest)
  }

  /// Parses line by line; returns the offset of what is left.
  private mutating func parseLines(
    _ bytes: RawSpan, used: Int, with parser: inout any LineParser, into batch: inout RequestBatch
  ) -> Int {
    let longest = context.options.maximumLineLength
    var start = 0
    while start < used {
      let end = bytes.firstIndex(of: 0x0a, from: start, to: used)
      if isInsideLine {
        isInsideLine = end == used
        start = min(end &+ 1, used)
        continue
      }
      if end &- start > longest {
        tooLong(start..<start &+ longest, into: &batch)
        isInsideLine = end == used
      } else if end == used {
        break
      } else {
        parse(start..<end, of: bytes, with: &parser, into: &batch)
      }
      start = min(end &+ 1, used)
    }
    return start
  }

  /// Parses one line and counts it; each record of a line that holds several counts as one.
  @inline(__always)
  private mutating func parse(
    _ line: Range<Int>, of bytes: RawSpan, with parser: inout any LineParser,
    into batch: inout RequestBatch
  ) {
    lineNumber &+= 1
    var text = LogReader.content(of: line, bytes)
    guard !text.isEmpty else {
      batch.lineCount &+= 1
      batch.skippedCount &+= 1
      return
    }
    while true {
      parse(record: text, offset &+ Int64(line.lowerBound), of: bytes, with: &parser, into: &batch)
      guard let next = context.nextRecord else { return }
      context.nextRecord = nil
      guard text.contains(next) else { return }
      text = next..<text.upperBound
    }
  }

  @inline(__always)
  private mutating func parse(
    record text: Range<Int>, _ offset: Int64, of bytes: RawSpan,
    with parser: inout any LineParser, into batch: inout RequestBatch
  ) {
    batch.lineCount &+= 1
    var request = Request()
    switch parser.parse(text, of: bytes, into: &request, context: &context) {
    case .request:
      openRecord.offset = -1
      request.line = ByteRange(text)
      request.lineNumber = lineNumber
      request.offset = offset
      batch.requests.append(request)
    case .skipped:
      batch.skippedCount &+= 1
      if !parser.isInsideRecord {
        openRecord.offset = -1
      } else if openRecord.offset < 0 {
        openRecord = (offset, lineNumber &- 1)
      }
      if bytes.starts(with: "#Fields:", at: text.lowerBound, to: text.upperBound) {
        keepHeader(text, bytes)
      }
    case .malformed(let at, let expected):
      openRecord.offset = -1
      batch.malformed.append(
        MalformedLine(
          line: ByteRange(text), lineNumber: lineNumber, offset: offset,
          column: min(max(at &- text.lowerBound, 0), text.count) &+ 1, expected: expected))
    }
  }

  private mutating func keepHeader(_ line: Range<Int>, _ bytes: RawSpan) {
    header.removeAll(keepingCapacity: true)
    guard line.count < 1 << 14 else { return }
    for i in line { header.append(bytes.byte(i)) }
    header.append(0x0a)
  }

  private mutating func tooLong(_ line: Range<Int>, into batch: inout RequestBatch) {
    lineNumber &+= 1
    batch.lineCount &+= 1
    batch.malformed.append(
      MalformedLine(
        line: ByteRange(line), lineNumber: lineNumber, offset: offset &+ Int64(line.lowerBound),
        column: line.count + 1, expected: "the end of the line within \(line.count) bytes"))
  }

  /// Chooses the parser once there is enough to choose from (see `DetectionSample`).
  private mutating func decide(_ bytes: RawSpan, used: Int, atEnd: Bool) {
    guard
      let sample = DetectionSample(
        bytes, used: used, isAll: atEnd || mustDecide, options: context.options)
    else { return }
    let choice = FormatDetector.choose(sample.lines, of: bytes, options: context.options)
    format = choice.format
    parser = choice.parser
  }
}
