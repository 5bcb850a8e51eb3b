/// A log inside a wrapper: takes the wrapping off each line, joins lines that were split, and hands
/// the text to the parser of the log inside.
struct WrappedLog: LineParser {
  let wrapper: Wrapper
  private var inner: any LineParser
  /// The beginnings of lines that have not ended yet, one for each output stream.
  private var parts: [[UInt8]] = [[], []]
  private var text: [UInt8] = []

  init(_ wrapper: Wrapper, _ inner: any LineParser) {
    self.wrapper = wrapper
    self.inner = inner
  }

  var isInsideRecord: Bool {
    !parts[0].isEmpty || !parts[1].isEmpty || inner.isInsideRecord
  }

  mutating func parse(
    _ line: Range<Int>, of bytes: RawSpan, into request: inout Request, context: inout LineContext
  ) -> LineOutcome {
    text.removeAll(keepingCapacity: true)
    switch wrapper.content(of: line, bytes, text: &text, context: &context) {
    case .unwrapped(let at, let expected): return .malformed(at: at, expected: expected)
    case .nothing: return .skipped
    case .part(let range, let stream):
      for i in range { text.append(bytes.byte(i)) }
      return keepPart(stream, context)
    case .decodedPart(let stream): return keepPart(stream, context)
    case .inside(let range, let time):
      guard parts[0].isEmpty, parts[1].isEmpty else {
        for i in range { text.append(bytes.byte(i)) }
        return parseText(line, time, &request, &context, stream: stream(line, bytes))
      }
      let content = LogReader.content(of: range, bytes)
      guard !content.isEmpty else { return .skipped }
      let outcome = inner.parse(content, of: bytes, into: &request, context: &context)
      if request.time.isAbsent { request.time = time }
      return outcome
    case .decoded(let time):
      return parseText(line, time, &request, &context, stream: stream(line, bytes))
    }
  }

  /// Keeps the beginning of a line; what is longer than a line may be is dropped.
  private mutating func keepPart(_ stream: UInt8, _ context: LineContext) -> LineOutcome {
    let room = context.options.maximumLineLength - parts[Int(stream & 1)].count
    parts[Int(stream & 1)].append(contentsOf: text.prefix(max(room, 0)))
    return .skipped
  }

  /// Parses `text`, behind what was kept of the line before, as a line of its own: it goes into the
  /// decoded text, and the inner parser's ranges are moved to where it stands there.
  private mutating func parseText(
    _ line: Range<Int>, _ time: Timestamp, _ request: inout Request, _ context: inout LineContext,
    stream: UInt8
  ) -> LineOutcome {
    var whole = parts[Int(stream & 1)]
    parts[Int(stream & 1)].removeAll(keepingCapacity: true)
    whole.append(contentsOf: text)
    while let last = whole.last, last == 0x0a || last == 0x0d { whole.removeLast() }
    let content = LogReader.content(of: 0..<whole.count, whole.span.bytes)
    guard !content.isEmpty else { return .skipped }
    var outerText: [UInt8] = []
    swap(&outerText, &context.decoded)
    let outerBase = context.decodedBase
    context.decodedBase = whole.count
    var outcome = inner.parse(
      content, of: whole.span.bytes, into: &request, context: &context)
    context.nextRecord = nil  // it would point into text that is gone
    request.move(by: outerBase + outerText.count)
    if request.time.isAbsent { request.time = time }
    if case .malformed(_, let expected) = outcome {
      outcome = .malformed(at: line.lowerBound, expected: expected)
    }
    outerText.append(contentsOf: whole)
    outerText.append(contentsOf: context.decoded)
    swap(&outerText, &context.decoded)
    context.decodedBase = outerBase
    return outcome
  }

  private func stream(_ line: Range<Int>, _ bytes: RawSpan) -> UInt8 {
    switch wrapper {
    case .docker: DockerLine.isError(line, bytes) ? 1 : 0
    case .cri: CRILine.isError(line, bytes) ? 1 : 0
    default: 0
    }
  }
}

extension Request {
  /// Moves all ranges that are there.
  mutating func move(by distance: Int) {
    clientText.move(by: distance)
    user.move(by: distance)
    method.move(by: distance)
    target.move(by: distance)
    path.move(by: distance)
    query.move(by: distance)
    version.move(by: distance)
    host.move(by: distance)
    referer.move(by: distance)
    userAgent.move(by: distance)
    operation.move(by: distance)
  }
}

extension ByteRange {
  /// Moves the range unless it is absent.
  fileprivate mutating func move(by distance: Int) {
    guard !isEmpty else { return }
    self = ByteRange(Int(start) + distance..<Int(end) + distance)
  }
}
