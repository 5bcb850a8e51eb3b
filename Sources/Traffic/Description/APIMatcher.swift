import AccessLog

/// Compares requests with a description, and remembers paths and queries by their hash, because most
/// come again: direct-mapped and bounded (112 KiB). What it answers depends on the request alone.
struct APIMatcher: Sendable {
  private let description: APIDescription
  private var paths: [Known]
  private var queries: [Known]

  private struct Known: Sendable {
    var key: UInt64 = 0
    var answer: Int32 = 0
  }

  private static let places = 4096
  private static let unknownPath: Int32 = -1
  private static let unknownMethod: Int32 = -2

  init(_ description: APIDescription) {
    self.description = description
    paths = Array(repeating: Known(), count: Self.places)
    queries = paths
  }

  /// What the description does not know of a request. O(length).
  mutating func gaps(of request: Request, in bytes: borrowing RawSpan) -> DescriptionGap {
    guard !request.path.isEmpty else { return [] }
    let method = PathWalk.methodWord(bytes, request.method.offsets)
    let hash = ByteHash.mix(ByteHash.hash(bytes, request.path.offsets), method)
    let operation = operation(hash, method, request, bytes)
    if operation == Self.unknownPath { return .path }
    if operation == Self.unknownMethod { return .method }
    guard !request.query.isEmpty else { return [] }
    let query = ByteHash.mix(
      ByteHash.hash(bytes, request.query.offsets), UInt64(bitPattern: Int64(operation)))
    let place = Int(truncatingIfNeeded: query) & (Self.places &- 1)
    if queries[place].key != query {
      let isKnown = knowsNames(Int(operation), bytes, request.query.offsets)
      queries[place] = Known(key: query, answer: isKnown ? 0 : 1)
    }
    return queries[place].answer == 0 ? [] : .parameter
  }

  private mutating func operation(
    _ hash: UInt64, _ method: UInt64, _ request: Request, _ bytes: borrowing RawSpan
  ) -> Int32 {
    let place = Int(truncatingIfNeeded: hash) & (Self.places &- 1)
    if paths[place].key == hash { return paths[place].answer }
    let path = request.path.offsets.map { bytes.unsafeLoad(fromByteOffset: $0, as: UInt8.self) }
    let answer: Int32 =
      switch description.match(method: method, path: path) {
      case .operation(let number): Int32(number)
      case .unknownMethod: Self.unknownMethod
      case .unknownPath: Self.unknownPath
      }
    paths[place] = Known(key: hash, answer: answer)
    return answer
  }

  /// True if an operation takes all parameters of a query. What stands behind `[` (arrays, `deepObject`)
  /// belongs to the parameter's value (OpenAPI 3.1 §4.8.12.3).
  private func knowsNames(
    _ operation: Int, _ bytes: borrowing RawSpan, _ query: Range<Int>
  ) -> Bool {
    let operation = description.operations[operation]
    guard !operation.takesAnything else { return true }
    var start = query.lowerBound
    while start < query.upperBound {
      var nameEnd = -1
      var end = start
      while end < query.upperBound {
        let byte = bytes.unsafeLoad(fromByteOffset: end, as: UInt8.self)
        if byte == UInt8(ascii: "&") { break }
        if nameEnd < 0, Self.endsName(byte, bytes, end, query) { nameEnd = end }
        end += 1
      }
      let name = start..<(nameEnd < 0 ? end : nameEnd)
      if !name.isEmpty, !operation.parameters.contains(ByteHash.hash(bytes, name)) { return false }
      start = end + 1
    }
    return true
  }

  private static func endsName(
    _ byte: UInt8, _ bytes: borrowing RawSpan, _ at: Int, _ query: Range<Int>
  ) -> Bool {
    if byte == UInt8(ascii: "=") || byte == UInt8(ascii: "[") { return true }
    guard byte == UInt8(ascii: "%"), at + 2 < query.upperBound else { return false }
    let second = bytes.unsafeLoad(fromByteOffset: at + 2, as: UInt8.self) | 0x20
    return bytes.unsafeLoad(fromByteOffset: at + 1, as: UInt8.self) == UInt8(ascii: "5")
      && second == UInt8(ascii: "b")
  }
}
