/// Explains a line that does not fit: which known format it is in after all, or which one it comes
/// nearest to and where it breaks off.
public enum FormatDoctor {
  /// The format that a line comes nearest to.
  public struct Nearest: Sendable, Equatable {
    /// Its name in the catalog.
    public let name: String
    /// The column of the first byte that does not fit it, from 1.
    public let column: Int
    /// What was expected there, as a phrase.
    public let expected: String
  }

  /// The format, bare or wrapped, that a line is a request of; nil if there is none. O(formats).
  public static func format(
    of line: [UInt8], options: ReaderOptions = ReaderOptions()
  ) -> DetectedFormat? {
    withLine(line, options) { content, bytes in
      FormatDetector.choose([content], of: bytes, options: options).format
    }
  }

  /// The format that reads furthest into a line without its end, of those that know any of it; nil
  /// where none does. O(formats).
  public static func nearest(
    to line: [UInt8], options: ReaderOptions = ReaderOptions()
  ) -> Nearest? {
    withLine(line, options) { content, bytes in
      var best: Nearest?
      for format in FormatCatalog.all {
        var request = Request()
        var context = LineContext(options: options)
        context.decodedBase = bytes.byteCount
        var parser = format.makeParser()
        let outcome = parser.parse(content, of: bytes, into: &request, context: &context)
        guard case .malformed(let at, let expected) = outcome else { continue }
        let column = min(max(at - content.lowerBound, 0), content.count) + 1
        if column > best?.column ?? 1 {
          best = Nearest(name: format.name, column: column, expected: expected)
        }
      }
      return best
    }
  }

  /// Hands out the line's content, with the room behind it that word-at-a-time searches like.
  private static func withLine<Answer>(
    _ line: [UInt8], _ options: ReaderOptions, _ use: (Range<Int>, RawSpan) -> Answer?
  ) -> Answer? {
    let length = min(line.count, options.maximumLineLength)
    let padded = Array(line[..<length]) + [0, 0, 0, 0, 0, 0, 0, 0]
    let content = LogReader.content(of: 0..<length, padded.span.bytes)
    return content.isEmpty ? nil : use(content, padded.span.bytes)
  }
}
