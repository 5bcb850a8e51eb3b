/// A log whose format was not recognised in its first lines: every line is tried in all formats,
/// and the first one that fits is the log's format from there on.
struct UndetectedLog: LineParser {
  private var chosen: (any LineParser)?
  private var candidates = FormatCatalog.all.map { $0.makeParser() }

  mutating func parse(
    _ line: Range<Int>, of bytes: RawSpan, into request: inout Request, context: inout LineContext
  ) -> LineOutcome {
    if chosen != nil {
      return chosen?.parse(line, of: bytes, into: &request, context: &context) ?? .skipped
    }
    var isSkipped = false
    for index in candidates.indices {
      var attempt = Request()
      let decoded = context.decoded.count
      let outcome = candidates[index].parse(line, of: bytes, into: &attempt, context: &context)
      if outcome == .request {
        request = attempt
        chosen = candidates[index]
        candidates = []
        return .request
      }
      context.decoded.removeLast(context.decoded.count - decoded)
      isSkipped = isSkipped || outcome == .skipped
    }
    return isSkipped
      ? .skipped : .malformed(at: line.lowerBound, expected: "a line of any format known")
  }
}
