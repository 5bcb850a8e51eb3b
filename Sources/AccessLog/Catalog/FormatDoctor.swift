/// What was found out about a log: its format, how sure that is, and what does not fit.
public struct FormatDiagnosis: Sendable {
  /// A line that does not fit.
  public struct Misfit: Sendable, Equatable {
    /// Line number, from 1.
    public let line: Int64
    /// Column of the first byte that does not fit, from 1.
    public let column: Int
    /// What was expected there, as a phrase.
    public let expected: String
    /// The line's text (its first 200 bytes), invalid UTF-8 repaired.
    public let text: String
  }

  /// The format, or nil if none fits.
  public let format: DetectedFormat?
  /// Lines examined; `lines = requests + skipped + malformed`.
  public internal(set) var lines = 0
  /// Lines that are requests.
  public internal(set) var requests = 0
  /// Lines that are neither requests nor errors.
  public internal(set) var skipped = 0
  /// The first lines that do not fit, at most `FormatDoctor.misfitLimit`.
  public internal(set) var misfits: [Misfit] = []
  /// Fields that no request had, in the names of `tocsin parse`: what cannot be watched in this log.
  public internal(set) var missing: [String] = []
  /// Where no format fits: the one that got furthest into the first line that is not blank, and
  /// where it gave up.
  public internal(set) var nearest: (name: String, column: Int, expected: String)?

  /// Lines that do not fit.
  public var malformed: Int { lines - requests - skipped }
  /// The share of lines that fit, 0…1, header lines and blank lines not counted.
  public var share: Double {
    lines == skipped ? 0 : Double(requests) / Double(lines - skipped)
  }

  /// The options that make Tocsin read the log so without detecting it: `--format 'haproxy in
  /// syslog'`; empty if no format fits.
  public var arguments: [String] { format.map { ["--format", $0.description] } ?? [] }
}

/// Finds out what format a log is in, and explains what does not fit.
public enum FormatDoctor {
  /// How many lines that do not fit are shown.
  public static let misfitLimit = 5

  /// Examines the beginning of a log, or all of it. O(n).
  public static func examine(
    _ bytes: [UInt8], options: ReaderOptions = ReaderOptions()
  ) -> FormatDiagnosis {
    var reader = LogReader(options: options)
    var batch = RequestBatch()
    var position = 0
    var counts = FormatDiagnosis(format: nil)
    var seen: Set<String> = []
    var isOpen = true
    repeat {
      isOpen = reader.fill(&batch, capacity: 1 << 16) { buffer in
        let count = min(buffer.count, bytes.count - position)
        bytes.withUnsafeBytes {
          buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count]))
        }
        position += count
        return count
      }
      count(batch, into: &counts, &seen)
    } while isOpen
    reader.finish(&batch)
    count(batch, into: &counts, &seen)
    var diagnosis = FormatDiagnosis(format: reader.format)
    (diagnosis.lines, diagnosis.requests) = (counts.lines, counts.requests)
    (diagnosis.skipped, diagnosis.misfits) = (counts.skipped, counts.misfits)
    if diagnosis.requests > 0 { diagnosis.missing = Self.fields.filter { !seen.contains($0) } }
    if diagnosis.format == nil { diagnosis.nearest = nearest(bytes, options: options) }
    return diagnosis
  }

  private static let fields = [
    "time", "client", "method", "target", "status", "bytes", "duration", "userAgent",
  ]

  private static func count(
    _ batch: RequestBatch, into counts: inout FormatDiagnosis, _ seen: inout Set<String>
  ) {
    counts.lines += batch.lineCount
    counts.requests += batch.requests.count
    counts.skipped += batch.skippedCount
    for line in batch.malformed where counts.misfits.count < misfitLimit {
      let text = ByteRange(
        start: line.line.start, end: min(line.line.end, line.line.start &+ 200))
      counts.misfits.append(
        FormatDiagnosis.Misfit(
          line: line.lineNumber, column: line.column, expected: line.expected,
          text: batch.text(text)))
    }
    guard seen.count < fields.count else { return }
    for request in batch.requests {
      if !request.time.isAbsent { seen.insert("time") }
      if !request.clientText.isEmpty { seen.insert("client") }
      if !request.method.isEmpty { seen.insert("method") }
      if !request.target.isEmpty { seen.insert("target") }
      if request.status >= 0 { seen.insert("status") }
      if request.bytes >= 0 { seen.insert("bytes") }
      if request.duration >= 0 { seen.insert("duration") }
      if !request.userAgent.isEmpty { seen.insert("userAgent") }
    }
  }

  /// The format that reads furthest into the first line that is not blank.
  private static func nearest(
    _ bytes: [UInt8], options: ReaderOptions
  ) -> (name: String, column: Int, expected: String)? {
    let span = bytes.span.bytes
    var line = 0..<0
    var start = 0
    while start < bytes.count, line.isEmpty {
      let end = span.firstIndex(of: 0x0a, from: start, to: bytes.count)
      line = LogReader.content(of: start..<min(end, start + options.maximumLineLength), span)
      start = end + 1
    }
    guard !line.isEmpty else { return nil }
    var best: (name: String, column: Int, expected: String)?
    for format in FormatCatalog.all {
      var request = Request()
      var context = LineContext(options: options)
      var parser = format.makeParser()
      let outcome = parser.parse(line, of: span, into: &request, context: &context)
      guard case .malformed(let at, let expected) = outcome else { continue }
      let column = min(max(at - line.lowerBound, 0), line.count) + 1
      if column > best?.column ?? 1 { best = (format.name, column, expected) }
    }
    return best
  }
}
