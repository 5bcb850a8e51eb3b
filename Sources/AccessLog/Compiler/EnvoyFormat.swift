/// Envoy's command operators (access_log/usage.rst).
enum EnvoyFormat {
  private static let operators: [(name: String, kind: FieldKind)] = [
    ("DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT", .client(hasPort: false)),
    ("DOWNSTREAM_REMOTE_ADDRESS", .client(hasPort: true)),
    ("DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT", .client(hasPort: false)),
    ("DOWNSTREAM_DIRECT_REMOTE_ADDRESS", .client(hasPort: true)), ("START_TIME", .time),
    ("PROTOCOL", .version), ("RESPONSE_CODE", .status), ("BYTES_SENT", .bytes),
    ("DURATION", .duration(.milliseconds)), ("GRPC_STATUS", .grpcStatus),
    ("GRPC_STATUS_NUMBER", .grpcStatus),
  ]
  private static let others = [
    "RESPONSE_FLAGS", "RESPONSE_FLAGS_LONG", "RESPONSE_CODE_DETAILS",
    "CONNECTION_TERMINATION_DETAILS", "BYTES_RECEIVED", "UPSTREAM_HOST", "UPSTREAM_CLUSTER",
    "UPSTREAM_CLUSTER_RAW", "UPSTREAM_LOCAL_ADDRESS", "UPSTREAM_TRANSPORT_FAILURE_REASON",
    "DOWNSTREAM_LOCAL_ADDRESS", "REQUESTED_SERVER_NAME", "ROUTE_NAME", "REQUEST_DURATION",
    "RESPONSE_DURATION", "RESPONSE_TX_DURATION", "RESP", "TRAILER", "DYNAMIC_METADATA", "HOSTNAME",
    "FILTER_STATE", "CONNECTION_ID", "STREAM_ID",
  ]

  static func parts(_ format: String) throws(FormatError) -> [PlacedPart] {
    var text = FormatText(format)
    while !text.isAtEnd {
      guard text.current == UInt8(ascii: "%") else { text.takeText(); continue }
      let column = text.column
      text.position += 1
      if text.current == UInt8(ascii: "%") { text.takeText(); continue }
      let name = text.take(while: FormatText.isNameByte)
      var argument = ""
      if text.current == UInt8(ascii: "(") {
        text.position += 1
        guard let inside = text.take(upTo: UInt8(ascii: ")")) else {
          throw FormatError(text.column, "expected ')' behind '%\(name)('")
        }
        argument = inside
      }
      guard text.take(upTo: UInt8(ascii: "%")) != nil else {
        throw FormatError(column, "expected '%' at the end of '%\(name)'")
      }
      try add(name, argument, at: column, to: &text)
    }
    return text.parts
  }

  private static func add(
    _ name: String, _ argument: String, at column: Int, to text: inout FormatText
  ) throws(FormatError) {
    if name == "REQ" { return text.add(header(argument), at: column) }
    if name == "RESP" || name == "TRAILER" {
      return text.add(HeaderField.ofAnswer(argument), at: column, rank: operators.count)
    }
    if let index = operators.firstIndex(where: { $0.name == name }) {
      return text.add(operators[index].kind, at: column, rank: index)
    }
    let known = operators.map(\.name) + others + ["REQ"]
    if !others.contains(name), Spelling.nearest(to: name, among: known) != nil || name.isEmpty {
      throw .unknown("operator", "%\(name)%", at: column, known: known.map { "%\($0)%" })
    }
    text.add(.ignored, at: column)
  }

  /// `:METHOD`, `X-ENVOY-ORIGINAL-PATH?:PATH`, `USER-AGENT`: the last of the alternatives counts.
  private static func header(_ argument: String) -> FieldKind {
    let name = argument.split(separator: "?").last.map { $0.lowercased() } ?? ""
    switch name {
    case ":method": return .method
    case ":path": return .target
    default: return HeaderField.kind(name)
    }
  }
}
