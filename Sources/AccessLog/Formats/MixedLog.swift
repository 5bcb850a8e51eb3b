/// A log with lines of several formats, such as a container's output with access and error log: each
/// line is read in the first format that it fits.
struct MixedLog: LineParser {
  private var parsers: [any LineParser]

  init(_ parsers: [any LineParser]) { self.parsers = parsers }

  var isInsideRecord: Bool { parsers.contains { $0.isInsideRecord } }

  mutating func parse(
    _ line: Range<Int>, of bytes: RawSpan, into request: inout Request, context: inout LineContext
  ) -> LineOutcome {
    let first = parsers[0].parse(line, of: bytes, into: &request, context: &context)
    guard case .malformed = first else { return first }
    for index in parsers.indices.dropFirst() {
      var attempt = Request()
      let outcome = parsers[index].parse(line, of: bytes, into: &attempt, context: &context)
      guard case .malformed = outcome else {
        request = attempt
        return outcome
      }
    }
    return first
  }
}
