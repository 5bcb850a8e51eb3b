/// The status of a gRPC call: a number of 0…16, or a name in any way of writing (`NotFound`,
/// `NOT_FOUND`), as Envoy, gRPC's own loggers and proxies log the `grpc-status` trailer.
enum GRPCStatus {
  /// The names by number (grpc/doc/statuscodes.md), without marks and in lower case.
  private static let names: [StaticString] = [
    "ok", "canceled", "unknown", "invalidargument", "deadlineexceeded", "notfound",
    "alreadyexists", "permissiondenied", "resourceexhausted", "failedprecondition", "aborted",
    "outofrange", "unimplemented", "internal", "unavailable", "dataloss", "unauthenticated",
  ]

  /// The HTTP statuses that say the same (google/rpc/code.proto, "HTTP Mapping"), by number.
  static let http: [Int32] = [
    200, 499, 500, 400, 504, 404, 409, 403, 429, 400, 409, 400, 501, 500, 503, 500, 401,
  ]

  /// The number; nil where the text is no status of gRPC.
  static func read(_ range: Range<Int>, _ bytes: RawSpan) -> Int8? {
    if let number = bytes.integer(range) {
      return http.indices.contains(Int(number)) ? Int8(number) : nil
    }
    guard range.count <= 24 else { return nil }
    for (number, name) in names.enumerated() where matches(name, range, bytes) {
      return Int8(number)
    }
    // British English, as google/rpc/code.proto and most libraries write it.
    return matches("cancelled", range, bytes) ? 1 : nil
  }

  /// True if the text is the name, marks between its words and case aside.
  private static func matches(_ name: StaticString, _ range: Range<Int>, _ bytes: RawSpan) -> Bool {
    var rest = range
    let isSame = name.withUTF8Buffer { name in
      for letter in name {
        while !rest.isEmpty, isMark(bytes.byte(rest.lowerBound)) { rest = rest.dropFirst() }
        guard !rest.isEmpty, bytes.byte(rest.lowerBound) | 0x20 == letter else { return false }
        rest = rest.dropFirst()
      }
      return true
    }
    return isSame && rest.isEmpty
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == 0x20
  }
}

extension Request {
  /// The status that counts: HTTP's, or where a gRPC call failed under HTTP's 200, the HTTP status
  /// that says the same. gRPC answers nearly everything with 200 and tells the outcome in a trailer.
  public var outcome: Int32 {
    guard grpcStatus > 0, status == 200 || status < 0 else { return status }
    return GRPCStatus.http[Int(grpcStatus)]
  }
}
