/// A format that a log was found to be in.
public struct DetectedFormat: Sendable, Hashable, Codable {
  /// The name of the format in the catalog; of a mixed log the names, joined by ` + `.
  public let name: String
  /// What is wrapped around the lines, the outermost first: `docker`, `syslog`…
  public let wrappers: [String]
  /// The share of the sample's lines that fit, 0…1.
  public let confidence: Double

  /// What was found, for tests and for runs that were told.
  public init(name: String, wrappers: [String] = [], confidence: Double) {
    self.name = name
    self.wrappers = wrappers
    self.confidence = confidence
  }

  /// Wrappers and format as one phrase: `combined in syslog in docker`.
  public var description: String {
    ([name] + wrappers.reversed()).joined(separator: " in ")
  }
}

extension DetectedFormat {
  /// The format of a log that begins with these bytes; nil if none fits. What stands behind the last
  /// line end is not looked at. O(n · formats).
  public static func detect(
    _ head: [UInt8], options: ReaderOptions = ReaderOptions()
  ) -> DetectedFormat? {
    let padded = head + [0, 0, 0, 0, 0, 0, 0, 0]
    let bytes = padded.span.bytes
    guard
      let sample = DetectionSample(bytes, used: head.count, isAll: true, options: options)
    else { return nil }
    return FormatDetector.choose(sample.lines, of: bytes, options: options).format
  }

  /// A new parser for the format; nil where this version does not know it.
  public func makeParser() -> (any LineParser)? {
    guard
      let format = FormatCatalog.format(named: name)?.makeParser() ?? FormatCompiler.mixed(name)
    else { return nil }
    let known = wrappers.compactMap(Wrapper.init(rawValue:))
    guard known.count == wrappers.count else { return nil }
    return known.reversed().reduce(format) { WrappedLog($1, $0) }
  }
}

/// Chooses the format of a log from its first lines.
enum FormatDetector {
  /// How well a format fits some lines.
  struct Fit {
    var format: LogFormat
    /// Formats of lines that are in another one: a log may hold what several programs write.
    var companions: [LogFormat] = []
    var wrappers: [Wrapper] = []
    /// Lines that are requests, that are neither, and that do not fit.
    var requests = 0
    var skipped = 0
    var malformed = 0
    /// How many fields the requests have, all together: of two formats that accept a line, the one
    /// that understands more of it is right.
    var fields = 0
    /// The lines that do not fit.
    var misfits: [Range<Int>] = []

    /// The name of the format, or of all of them.
    var name: String { ([format] + companions).map(\.name).joined(separator: " + ") }

    /// A new parser, without the wrappers.
    func makeParser() -> any LineParser {
      companions.isEmpty
        ? format.makeParser() : MixedLog(([format] + companions).map { $0.makeParser() })
    }

    /// The share of lines that fit.
    var confidence: Double {
      let judged = requests + malformed
      return judged == 0 ? 0 : Double(requests) / Double(judged)
    }

    /// True if this format is to be preferred.
    func isBetter(than other: Fit) -> Bool {
      requests != other.requests ? requests > other.requests : fields > other.fields
    }
  }

  /// Wrappers may be nested this deep: JSON of a platform around a journal around syslog.
  static let deepestWrapping = 3

  /// The parser that fits best, and what is known about the choice. Where nothing fits, a parser
  /// that goes on looking.
  static func choose(
    _ lines: [Range<Int>], of bytes: RawSpan, options: ReaderOptions
  ) -> (parser: any LineParser, format: DetectedFormat?) {
    guard let best = best(lines, of: bytes, options: options, depth: 0) else {
      return (UndetectedLog(), nil)
    }
    return (
      parser(for: best),
      DetectedFormat(
        name: best.name, wrappers: best.wrappers.map(\.rawValue),
        confidence: best.confidence)
    )
  }

  /// A new parser for what was found.
  private static func parser(for fit: Fit) -> any LineParser {
    fit.wrappers.reversed().reduce(fit.makeParser()) { WrappedLog($1, $0) }
  }

  /// The format, bare or wrapped, that fits best; nil if none fits a single line.
  static func best(
    _ lines: [Range<Int>], of bytes: RawSpan, options: ReaderOptions, depth: Int
  ) -> Fit? {
    var best: Fit?
    for format in FormatCatalog.all {
      let fit = measure(format, lines, of: bytes, options: options)
      if fit.requests > 0, best.map({ fit.isBetter(than: $0) }) ?? true { best = fit }
    }
    best?.addCompanions(of: bytes, lines: lines.count, options: options)
    guard depth < deepestWrapping, best.map({ $0.malformed + $0.skipped > 0 }) ?? true else {
      return best
    }
    for wrapper in Wrapper.allCases {
      var inner = UnwrappedSample(wrapper, lines, of: bytes, options: options)
      guard inner.lines.count * 2 > lines.count || inner.partCount > 0, !inner.lines.isEmpty else {
        continue
      }
      inner.pad()
      let found = FormatDetector.best(
        inner.lines, of: inner.text.span.bytes, options: options, depth: depth + 1)
      guard var fit = found else { continue }
      fit.wrappers.insert(wrapper, at: 0)
      fit.malformed += lines.count - inner.partCount - inner.lines.count
      if best.map({ fit.isBetter(than: $0) }) ?? true { best = fit }
    }
    guard best == nil || best?.format.name == FormatCatalog.guessed.name else { return best }
    let guess = measure(FormatCatalog.guessed, lines, of: bytes, options: options)
    if guess.requests > 0, best.map({ guess.isBetter(than: $0) }) ?? true { best = guess }
    return best
  }

  /// How well one format fits the lines.
  static func measure(
    _ format: LogFormat, _ lines: [Range<Int>], of bytes: RawSpan, options: ReaderOptions
  ) -> Fit {
    var fit = Fit(format: format)
    var parser = format.makeParser()
    var context = LineContext(options: options)
    for line in lines {
      var request = Request()
      context.decoded.removeAll(keepingCapacity: true)
      context.decodedBase = bytes.byteCount
      switch parser.parse(line, of: bytes, into: &request, context: &context) {
      case .request:
        fit.requests += 1
        fit.fields += request.fieldCount
      case .skipped: fit.skipped += 1
      case .malformed:
        fit.malformed += 1
        fit.misfits.append(line)
      }
    }
    return fit
  }
}

extension FormatDetector.Fit {
  /// Formats in one log, at most.
  private static let mostFormats = 3
  /// So many lines make a second format: fewer may be torn lines that look like one by chance.
  private static let fewestLines = 3
  /// And such a share of the sample, as one of so many lines.
  private static let fewestShare = 50

  /// Looks whether the lines that do not fit are in other formats: an access log with the error log
  /// or the program's own JSON in it, as containers write them to one output.
  mutating func addCompanions(of bytes: RawSpan, lines: Int, options: ReaderOptions) {
    let fewest = max(Self.fewestLines, (lines + Self.fewestShare - 1) / Self.fewestShare)
    while misfits.count >= fewest, companions.count + 1 < Self.mostFormats {
      var best: FormatDetector.Fit?
      for other in FormatCatalog.all where other.name != format.name {
        let fit = FormatDetector.measure(other, misfits, of: bytes, options: options)
        guard fit.requests + fit.skipped >= fewest else { continue }
        // Lines that only are no requests fit many formats: the most general, the last, is right.
        if best.map({
          fit.requests != $0.requests ? fit.requests > $0.requests : fit.skipped >= $0.skipped
        })
          ?? true
        {
          best = fit
        }
      }
      guard let best else { return }
      companions.append(best.format)
      requests += best.requests
      skipped += best.skipped
      malformed = best.malformed
      fields += best.fields
      misfits = best.misfits
    }
  }
}

/// The lines of a sample with a wrapping taken off.
struct UnwrappedSample {
  private(set) var text: [UInt8] = []
  private(set) var lines: [Range<Int>] = []
  /// How many lines were only parts of longer ones.
  private(set) var partCount = 0

  init(_ wrapper: Wrapper, _ wrapped: [Range<Int>], of bytes: RawSpan, options: ReaderOptions) {
    var context = LineContext(options: options)
    var start = 0
    for line in wrapped {
      var decoded: [UInt8] = []
      switch wrapper.content(of: line, bytes, text: &decoded, context: &context) {
      case .inside(let range, _):
        for i in range { text.append(bytes.byte(i)) }
      case .decoded: text.append(contentsOf: decoded)
      case .part(let range, _):
        for i in range { text.append(bytes.byte(i)) }
        partCount += 1
        continue
      case .decodedPart:
        text.append(contentsOf: decoded)
        partCount += 1
        continue
      case .nothing, .unwrapped: continue
      }
      while let last = text.last, text.count > start, last == 0x0a || last == 0x0d {
        text.removeLast()
      }
      if text.count > start { lines.append(start..<text.count) }
      start = text.count
    }
  }

  /// Adds the room that word-at-a-time searches like behind the text.
  mutating func pad() { text.append(contentsOf: [0, 0, 0, 0, 0, 0, 0, 0]) }
}

extension Request {
  /// How many fields the log line had; a client that is an address counts for three, as a format
  /// that takes something else for the client is the wrong one.
  var fieldCount: Int {
    let texts = [clientText, user, method, target, version, host, referer, userAgent]
    return texts.filter { !$0.isEmpty }.count + (time.isAbsent ? 0 : 2) + (status >= 0 ? 1 : 0)
      + (bytes >= 0 ? 1 : 0) + (duration >= 0 ? 1 : 0) + (client.isAbsent ? 0 : 3)
  }
}
