/// nginx's `log_format` (ngx_http_log_module, ngx_http_core_module variables).
enum NginxFormat {
  /// The variables that mean something here; of several for one field the first is read.
  private static let variables: [(name: String, kind: FieldKind)] = [
    ("remote_addr", .client(hasPort: false)), ("realip_remote_addr", .client(hasPort: false)),
    ("proxy_protocol_addr", .client(hasPort: false)),
    ("http_x_forwarded_for", .forwardedFor), ("proxy_add_x_forwarded_for", .forwardedFor),
    ("http_forwarded", .forwardedFor), ("remote_user", .user), ("msec", .time),
    ("time_iso8601", .time), ("time_local", .time), ("request", .requestLine),
    ("request_method", .method), ("request_uri", .target), ("uri", .path),
    ("document_uri", .path), ("args", .query), ("query_string", .query),
    ("server_protocol", .version), ("http_host", .host), ("host", .host), ("server_name", .host),
    ("http_referer", .referer), ("http_user_agent", .userAgent), ("status", .status),
    ("body_bytes_sent", .bytes), ("bytes_sent", .bytes),
    ("request_time", .duration(.seconds)), ("http_soapaction", .operation(.soap)),
    ("http_x_apollo_operation_name", .operation(.graphQL)),
    ("arg_operationName", .operation(.operationName)),
    ("sent_trailer_grpc_status", .grpcStatus), ("sent_http_grpc_status", .grpcStatus),
    ("upstream_trailer_grpc_status", .grpcStatus), ("upstream_http_grpc_status", .grpcStatus),
  ]

  /// Variables of nginx that are passed over; with these, misspellings can be told from variables
  /// that the configuration defines itself (`set`, `map`).
  private static let others = [
    "request_length", "request_id", "pipe", "scheme", "https", "connection",
    "connection_requests", "gzip_ratio", "remote_port", "server_addr", "server_port", "hostname",
    "pid", "request_completion", "ssl_protocol", "ssl_cipher", "ssl_server_name", "content_type",
    "content_length", "upstream_addr", "upstream_status", "upstream_response_time",
    "upstream_connect_time", "upstream_header_time", "upstream_cache_status",
    "upstream_response_length", "upstream_bytes_sent", "upstream_bytes_received",
    "proxy_upstream_name", "proxy_alternative_upstream_name", "proxy_host", "proxy_port",
    "req_id", "is_args", "nginx_version", "limit_req_status", "limit_conn_status",
  ]

  static func parts(_ format: String) throws(FormatError) -> [PlacedPart] {
    var text = FormatText(format)
    while !text.isAtEnd {
      guard text.current == UInt8(ascii: "$") else { text.takeText(); continue }
      let column = text.column
      text.position += 1
      let isBraced = text.current == UInt8(ascii: "{")
      if isBraced { text.position += 1 }
      let name = text.take(while: FormatText.isNameByte)
      if isBraced {
        guard text.current == UInt8(ascii: "}") else {
          throw FormatError(text.column, "expected '}' behind '${\(name)'")
        }
        text.position += 1
      }
      guard !name.isEmpty else {
        throw FormatError(column, "expected a variable's name behind '$'")
      }
      try add(name, at: column, to: &text)
    }
    return text.parts
  }

  private static func add(
    _ name: String, at column: Int, to text: inout FormatText
  ) throws(FormatError) {
    if let index = variables.firstIndex(where: { $0.name == name }) {
      return text.add(variables[index].kind, at: column, rank: index)
    }
    let prefixes = ["http_", "sent_http_", "upstream_http_", "arg_", "cookie_", "sent_trailer_"]
    if !others.contains(name), !prefixes.contains(where: { name.hasPrefix($0) }) {
      // A variable of the configuration's own, unless it looks like a slip of the pen.
      let known = variables.map(\.name) + others
      if Spelling.nearest(to: name, among: known) != nil {
        throw .unknown("variable", "$" + name, at: column, known: known.map { "$" + $0 })
      }
    }
    text.add(.ignored, at: column, isList: name.hasPrefix("upstream_"))
  }
}
