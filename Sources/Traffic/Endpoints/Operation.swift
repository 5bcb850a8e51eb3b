import AccessLog

/// An operation that a request names, for APIs whose method and path do not say what is done:
/// GraphQL (`POST /graphql` for everything), SOAP, and gRPC, whose path is the name of a method and
/// holds no values (grpc/doc/PROTOCOL-HTTP2.md: `/{service}/{method}`).
struct Operation {
  /// The way in which it is named.
  let style: APIStyle
  /// Where its name stands.
  let name: Range<Int>

  /// Longer names are no names: the operation is then known by its path.
  static let longest = 128

  /// The operation that a request names, if any. O(length of path and query), and a few comparisons
  /// for most requests.
  @inline(__always)
  static func find(_ request: Request, _ bytes: borrowing RawSpan) -> Operation? {
    if request.operation.isEmpty, request.grpcStatus < 0, request.query.count < 12,
      !isPost(request, bytes)
    {
      return nil
    }
    return look(request, bytes)
  }

  /// POST, by its first two letters.
  @inline(__always)
  private static func isPost(_ request: Request, _ bytes: borrowing RawSpan) -> Bool {
    request.method.count == 4 && byte(bytes, Int(request.method.start)) == UInt8(ascii: "P")
      && byte(bytes, Int(request.method.start) + 1) == UInt8(ascii: "O")
  }

  private static func look(_ request: Request, _ bytes: borrowing RawSpan) -> Operation? {
    if let logged = logged(request, bytes) { return logged }
    let path = request.path.offsets
    if isGRPC(path, isKnown: request.grpcStatus >= 0, bytes) {
      return Operation(style: .grpc, name: path.lowerBound + 1..<path.upperBound)
    }
    guard request.query.count >= 12, let name = GraphQLQuery.name(request.query.offsets, bytes)
    else { return nil }
    return Operation(style: .graphQL, name: name)
  }

  /// The operation that a field of the log names.
  private static func logged(_ request: Request, _ bytes: borrowing RawSpan) -> Operation? {
    var name = request.operation.offsets
    guard !name.isEmpty else { return nil }
    switch request.style {
    case .soap:
      name = lastPart(name, bytes)
      return isWord(name, bytes) ? Operation(style: .soap, name: name) : nil
    case .operationName:
      guard GraphQLQuery.isPath(request.path.offsets, bytes) else { return nil }
    case .graphQL: break
    case .plain, .grpc: return nil
    }
    return GraphQLQuery.isName(name, bytes) ? Operation(style: .graphQL, name: name) : nil
  }

  /// What stands behind the last `/`, `#` or `:` of a SOAP action, which is a URI:
  /// `http://example.com/IStock/GetQuote`, `urn:quotes#GetQuote`.
  private static func lastPart(_ name: Range<Int>, _ bytes: borrowing RawSpan) -> Range<Int> {
    var start = name.upperBound
    while start > name.lowerBound {
      let before = byte(bytes, start - 1)
      if before == UInt8(ascii: "/") || before == UInt8(ascii: "#") || before == UInt8(ascii: ":") {
        break
      }
      start -= 1
    }
    return start < name.upperBound ? start..<name.upperBound : name
  }

  /// Letters, digits and `_` `.` `-`, at least one and not too many.
  private static func isWord(_ name: Range<Int>, _ bytes: borrowing RawSpan) -> Bool {
    guard !name.isEmpty, name.count <= longest else { return false }
    for at in name {
      let byte = byte(bytes, at)
      guard isLetter(byte) || byte &- 0x30 < 10 || byte == UInt8(ascii: ".") || byte == 0x2d
      else { return false }
    }
    return true
  }

  /// `/package.Service/Method`: a package in dots before a service, both service and method with a
  /// capital, as the protobuf style guide has them. A service without a package is told from two
  /// segments of a REST path only where the log has a grpc-status.
  private static func isGRPC(
    _ path: Range<Int>, isKnown: Bool, _ bytes: borrowing RawSpan
  ) -> Bool {
    guard path.count >= 4, path.count <= longest, byte(bytes, path.lowerBound) == UInt8(ascii: "/")
    else { return false }
    var slash = -1
    var word = path.lowerBound + 1
    var dots = 0
    for at in path.dropFirst() {
      let byte = byte(bytes, at)
      switch byte {
      case UInt8(ascii: "/"), UInt8(ascii: "."):
        guard at > word, slash < 0 else { return false }
        if byte == UInt8(ascii: "/") {
          guard isKnown || isCapital(Self.byte(bytes, word)) && dots > 0 else { return false }
          slash = at
        } else {
          dots += 1
        }
        word = at + 1
      default:
        guard isLetter(byte) || byte &- 0x30 < 10 && at > word else { return false }
      }
    }
    return slash > 0 && word < path.upperBound && (isKnown || isCapital(byte(bytes, word)))
  }

  /// A letter or `_`.
  static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a || byte == UInt8(ascii: "_")
  }

  private static func isCapital(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5a }

  @inline(__always)
  static func byte(_ bytes: borrowing RawSpan, _ at: Int) -> UInt8 {
    bytes.unsafeLoad(fromByteOffset: at, as: UInt8.self)
  }
}
