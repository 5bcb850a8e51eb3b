/// A server's format text that is a JSON object (`{"time":"$time_iso8601","status":$status}`): its
/// keys and the variables behind them become a schema.
struct JSONFormat {
  /// Turns the value of a member into parts.
  let dialect: (String) throws(FormatError) -> [PlacedPart]
  private var members: [(path: String, kind: FieldKind, rank: Int)] = []

  init(dialect: @escaping (String) throws(FormatError) -> [PlacedPart]) { self.dialect = dialect }

  /// The schema of a format text.
  mutating func schema(_ format: String) throws(FormatError) -> JSONSchema {
    let bytes = Array(format.utf8)
    try object(0..<bytes.count, bytes, path: "", depth: 0)
    guard !members.isEmpty else { throw FormatError(1, "no member of the object is a field") }
    let ordered = members.enumerated().sorted {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }
    return JSONSchema("format", ordered.map { ($0.element.path, $0.element.kind) })
  }

  private mutating func object(
    _ range: Range<Int>, _ bytes: [UInt8], path: String, depth: Int
  ) throws(FormatError) {
    let span = bytes.span.bytes
    var walker = JSONMembers(range, span)
    while let member = walker.next(span) {
      let key = path + String(decoding: bytes[member.key], as: UTF8.self)
      if span.byte(member.value.lowerBound) == UInt8(ascii: "{"), !member.isString, depth < 8 {
        try object(member.value, bytes, path: key + ".", depth: depth + 1)
        continue
      }
      let found: [PlacedPart]
      do {
        found = try dialect(String(decoding: bytes[member.value], as: UTF8.self))
      } catch {
        throw FormatError(member.value.lowerBound + error.column, error.reason)
      }
      for part in found {
        if case .field(let kind, _) = part.part, kind != .ignored {
          members.append((key, kind, part.rank))
        }
      }
    }
  }
}
