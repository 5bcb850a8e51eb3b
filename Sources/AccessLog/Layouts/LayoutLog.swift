/// A log in one of a few text layouts: the variants of one server's format.
public struct LayoutLog: LineParser {
  private let layouts: [TextLayout]
  /// The layout that fitted last; lines of one log nearly always share one.
  private var last = 0

  init(_ layouts: [TextLayout]) { self.layouts = layouts }

  /// A log in layouts of the notation of `LayoutPart.parts`.
  init(_ notations: String...) { layouts = notations.map { TextLayout(notation: $0) } }

  /// Reads one line; see `LineParser`.
  public mutating func parse(
    _ line: Range<Int>, of bytes: RawSpan, into request: inout Request, context: inout LineContext
  ) -> LineOutcome {
    guard var furthest = attempt(last, line, bytes, &request, &context) else { return .request }
    var place = last
    for index in layouts.indices where index != last {
      request = Request()
      guard let misfit = attempt(index, line, bytes, &request, &context) else {
        last = index
        return .request
      }
      if misfit.offset > furthest.offset { (furthest, place) = (misfit, index) }
    }
    return layouts[place].outcome(of: furthest)
  }

  private func attempt(
    _ index: Int, _ line: Range<Int>, _ bytes: RawSpan, _ request: inout Request,
    _ context: inout LineContext
  ) -> TextLayout.Misfit? {
    context.pending = PendingFields()
    let misfit = layouts[index].read(line, of: bytes, into: &request, context: &context)
    if misfit == nil { context.finish(&request, of: bytes) }
    return misfit
  }
}
