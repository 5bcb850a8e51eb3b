/// A log of JSON objects, one a line, whose members are known by a table (`JSONKeys`).
public struct JSONLog: LineParser {
  /// The members, and whether an object may be a request at all.
  let schema: JSONSchema

  /// For each slot of a field, the rank of the member that filled it; 255 for none.
  private var fields = MemberFields()

  /// A parser for JSON lines with the keys that servers and loggers use.
  public init() { self.init(schema: .any) }

  init(schema: JSONSchema) { self.schema = schema }

  /// Reads one object; see `LineParser`.
  public mutating func parse(
    _ line: Range<Int>, of bytes: RawSpan, into request: inout Request, context: inout LineContext
  ) -> LineOutcome {
    let end = line.upperBound
    guard let start = JSONBatch.firstRecord(line, bytes) else { return .skipped }
    guard start < end, bytes.byte(start) == UInt8(ascii: "{") else {
      return .malformed(at: start, expected: "a JSON object")
    }
    fields.reset()
    context.pending = PendingFields()
    let read = object(
      at: start, to: end, node: JSONKeys.root, depth: 0, bytes, &request, &context)
    guard case .end(let stop) = read else {
      if case .broken(let at, let expected) = read { return .malformed(at: at, expected: expected) }
      return .malformed(at: start, expected: "a JSON object")
    }
    switch JSONBatch.following(stop, to: end, bytes) {
    case .end: break
    case .record(let next): context.nextRecord = next
    case .other(let at):
      return .malformed(at: at, expected: "the end of the line behind the JSON object")
    }
    context.finish(&request, of: bytes)
    return isRequest(request) ? .request : .skipped
  }

  /// An object is a request if it says what was asked for, or that there was an answer to a client.
  private func isRequest(_ request: Request) -> Bool {
    guard schema.required.allSatisfy(fields.isFilled) else { return false }
    let hasRequest = !request.target.isEmpty || !request.method.isEmpty
    let hasClient = !request.clientText.isEmpty
    return hasRequest && (request.status >= 0 || hasClient || isFilled(.status))
      || hasClient && isFilled(.status)
  }

  private func isFilled(_ kind: FieldKind) -> Bool { fields.isFilled(kind.slot) }

  private enum Reading {
    case end(Int)
    case broken(Int, String)
  }

  /// Reads the members of the object at `start`.
  private mutating func object(
    at start: Int, to end: Int, node: Int, depth: Int, _ bytes: RawSpan, _ request: inout Request,
    _ context: inout LineContext
  ) -> Reading {
    guard depth < JSONScanner.deepest else { return .broken(start, "fewer nested objects") }
    var i = JSONScanner.skipSpace(bytes, from: start &+ 1, to: end)
    if bytes.byte(i) == UInt8(ascii: "}"), i < end { return .end(i &+ 1) }
    while true {
      guard i < end, bytes.byte(i) == UInt8(ascii: "\""),
        let key = JSONScanner.stringEnd(bytes, from: i &+ 1, to: end)
      else { return .broken(i, "a key in double quotes") }
      let colon = JSONScanner.skipSpace(bytes, from: key.quote &+ 1, to: end)
      guard colon < end, bytes.byte(colon) == UInt8(ascii: ":") else {
        return .broken(colon, "':' behind the key")
      }
      let at = JSONScanner.skipSpace(bytes, from: colon &+ 1, to: end)
      let child = schema.keys.child(of: node, key: i &+ 1..<key.quote, bytes)
      let value = value(at: at, to: end, node: child, depth: depth, bytes, &request, &context)
      guard case .end(let stop) = value else { return value }
      i = JSONScanner.skipSpace(bytes, from: stop, to: end)
      if i < end, bytes.byte(i) == UInt8(ascii: "}") { return .end(i &+ 1) }
      guard i < end, bytes.byte(i) == UInt8(ascii: ",") else {
        return .broken(i, "',' or '}' behind the value")
      }
      i = JSONScanner.skipSpace(bytes, from: i &+ 1, to: end)
    }
  }

  /// Reads the value at `at`; one that nobody knows is passed over.
  private mutating func value(
    at: Int, to end: Int, node: Int?, depth: Int, _ bytes: RawSpan, _ request: inout Request,
    _ context: inout LineContext
  ) -> Reading {
    guard let node else { return skip(at, end, bytes) }
    switch bytes.byte(at) {
    case UInt8(ascii: "{") where schema.keys.isInner(node):
      return object(
        at: at, to: end, node: node, depth: depth &+ 1, bytes, &request, &context)
    case UInt8(ascii: "["):
      // Header values come as arrays: the first element counts.
      let first = JSONScanner.skipSpace(bytes, from: at &+ 1, to: end)
      // An array in an array is none of them; not looking there also bounds the work by the line.
      if bytes.byte(first) != UInt8(ascii: "]"), bytes.byte(first) != UInt8(ascii: "[") {
        let inner = value(
          at: first, to: end, node: node, depth: depth &+ 1, bytes, &request, &context)
        guard case .end = inner else { return inner }
      }
      return skip(at, end, bytes)
    case UInt8(ascii: "\""):
      guard let string = JSONScanner.stringEnd(bytes, from: at &+ 1, to: end) else {
        return .broken(at, "the end of the string")
      }
      if let member = schema.keys.member(node) {
        set(member, at &+ 1..<string.quote, string.escaped, bytes, &request, &context)
      }
      return .end(string.quote &+ 1)
    default:
      guard let stop = JSONScanner.valueEnd(bytes, from: at, to: end) else {
        return .broken(at, "a value")
      }
      let isNumber = bytes.byte(at) &- 0x30 < 10 || bytes.byte(at) == UInt8(ascii: "-")
      if isNumber, let member = schema.keys.member(node) {
        set(member, at..<stop, false, bytes, &request, &context)
      }
      return .end(stop)
    }
  }

  private func skip(_ at: Int, _ end: Int, _ bytes: RawSpan) -> Reading {
    guard at < end, let stop = JSONScanner.valueEnd(bytes, from: at, to: end) else {
      return .broken(at, "a value")
    }
    return .end(stop)
  }

  /// Sets a field; `-` is no value.
  private mutating func set(
    _ member: JSONKeys.Member, _ range: Range<Int>, _ escaped: Bool, _ bytes: RawSpan,
    _ request: inout Request, _ context: inout LineContext
  ) {
    guard !bytes.isDash(range) else { return }
    fields.set(member, range, escaped, bytes, &request, &context)
  }
}
