/// A format that a log was found to be in.
public struct DetectedFormat: Sendable, Equatable {
  /// The name of the format in the catalog.
  public let name: String
  /// The share of the sample's lines that fit, 0…1.
  public let confidence: Double
}

/// Chooses the format of a log from its first lines.
enum FormatDetector {
  /// How well a format fits some lines.
  struct Fit {
    var format: LogFormat
    /// Lines that are requests, that are neither, and that do not fit.
    var requests = 0
    var skipped = 0
    var malformed = 0
    /// How many fields the requests have, all together: of two formats that accept a line, the one
    /// that understands more of it is right.
    var fields = 0

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

  /// The parser that fits best, and what is known about the choice. Where nothing fits, a parser
  /// that goes on looking.
  static func choose(
    _ lines: [Range<Int>], of bytes: RawSpan, options: ReaderOptions
  ) -> (parser: any LineParser, format: DetectedFormat?) {
    var best: Fit?
    for format in FormatCatalog.all {
      let fit = measure(format, lines, of: bytes, options: options)
      if fit.requests > 0, best.map({ fit.isBetter(than: $0) }) ?? true { best = fit }
    }
    guard let best else { return (UndetectedLog(), nil) }
    return (
      best.format.makeParser(), DetectedFormat(name: best.format.name, confidence: best.confidence)
    )
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
      case .malformed: fit.malformed += 1
      }
    }
    return fit
  }
}

extension Request {
  /// How many fields the log line had.
  var fieldCount: Int {
    let texts = [clientText, user, method, target, version, host, referer, userAgent]
    return texts.filter { !$0.isEmpty }.count + (time.isAbsent ? 0 : 2) + (status >= 0 ? 1 : 0)
      + (bytes >= 0 ? 1 : 0) + (duration >= 0 ? 1 : 0)
  }
}
