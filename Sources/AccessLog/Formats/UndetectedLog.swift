/// A log whose format was not recognised in its first lines: every line is tried in all formats,
/// and the first one that fits is the log's format from there on.
struct UndetectedLog: LineParser {
  private var chosen: (any LineParser)?
  /// Formats with a header must see every line.
  private var headed: any LineParser = W3CLog()

  var isInsideRecord: Bool { chosen?.isInsideRecord ?? false }

  mutating func parse(
    _ line: Range<Int>, of bytes: RawSpan, into request: inout Request, context: inout LineContext
  ) -> LineOutcome {
    if chosen == nil {
      let decoded = context.decoded.count
      let outcome = headed.parse(line, of: bytes, into: &request, context: &context)
      if outcome == .request { chosen = headed }
      if case .malformed = outcome {} else { return outcome }
      context.decoded.removeLast(context.decoded.count - decoded)
      request = Request()
      let choice = FormatDetector.choose([line], of: bytes, options: context.options)
      if choice.format != nil { chosen = choice.parser }
    }
    return chosen?.parse(line, of: bytes, into: &request, context: &context)
      ?? .malformed(at: line.lowerBound, expected: "a line of any format known")
  }
}
