/// One log format: reads a line into a `Request`.
public protocol LineParser: Sendable {
  /// Reads the line at a range of the buffer into a request that is empty so far.
  ///
  /// A parser may keep state from line to line (the last date, `#Fields`), never the bytes. What it
  /// wrote into the request does not matter unless it returns `.request`.
  /// - Parameters:
  ///   - line: The line without its line end; always inside the buffer.
  ///   - bytes: The buffer.
  ///   - request: Gets the fields; `line`, `lineNumber` and `offset` are the reader's.
  ///   - context: The settings, and the place for text whose escapes had to be undone.
  mutating func parse(
    _ line: Range<Int>, of bytes: RawSpan, into request: inout Request, context: inout LineContext
  ) -> LineOutcome

  /// True while it keeps the beginning of a record whose end has not come yet.
  var isInsideRecord: Bool { get }
}

extension LineParser {
  /// False: most formats have one record a line.
  public var isInsideRecord: Bool { false }
}

/// What a line turned out to be.
public enum LineOutcome: Sendable, Equatable {
  /// A request.
  case request
  /// Neither a request nor an error: a header, a comment, a blank line, a part of a longer line.
  case skipped
  /// Not in the format: the offset in the buffer where it broke off, and what was expected there.
  case malformed(at: Int, expected: String)
}

/// What a parser needs besides the line: settings, and a place for decoded text.
public struct LineContext: Sendable {
  /// The settings of the reader.
  public let options: ReaderOptions
  /// Text whose escapes were undone. It will stand behind the buffer, so that a range into it
  /// begins at `decodedBase`.
  var decoded: [UInt8] = []
  /// The offset at which `decoded` will stand.
  var decodedBase = 0
  /// The last date read in the common log format.
  var commonTime = CommonTime()
  /// Where the next record begins in a line that holds several (JSON batches); the parser sets it,
  /// and the reader calls it again from there.
  var nextRecord: Int?
  /// In which forms targets have come so far.
  var forms = TargetForms()
  /// What the times left unsaid so far.
  var assumptions: TimeAssumptions = []
  /// The last moment whose zone was taken from the settings.
  var lastLocal = Timestamp.absent
  /// Fields of the line being read that are put together at its end.
  var pending = PendingFields()

  /// A context with the given settings.
  public init(options: ReaderOptions = ReaderOptions()) { self.options = options }
}

/// What a reader must be told, because no line says it.
public struct ReaderOptions: Sendable {
  /// Bytes of a line that are kept; the rest is dropped and the line is malformed.
  public var maximumLineLength = 1 << 20
  /// Lines that the format is detected from, at most.
  public var detectionLines = 200
  /// Bytes that the format is detected from, at most.
  public var detectionBytes = 1 << 16
  /// A moment near the log's lines (the file's date, or now), from which the year of a time without
  /// one is taken. Without it such a time is absent.
  public var referenceDate: Timestamp?
  /// Proxies whose X-Forwarded-For is believed; none by default.
  public var trustedProxies: [Network] = []
  /// What durations are counted in, where the format's own unit is not the right one (Tomcat's `%D`,
  /// a custom field); nil for the format's own. A value with its own unit (`12ms`) keeps it.
  public var durationUnit: DurationUnit?
  /// The zone of times that say none; nil for UTC. The times of W3C logs are UTC by definition.
  public var zone: LogZone?

  /// The defaults.
  public init() {}
}
