extension JSONSchema {
  /// The keys that nginx's `escape=json` logs, Elastic Common Schema (ECS 8, fields `client.*`,
  /// `url.*`, `http.*`, `user_agent.*`), OpenTelemetry (HTTP semantic conventions 1.23) and common
  /// loggers (pino-http, morgan, zap, logrus, Bunyan) write.
  static let any = JSONSchema("json", anyMembers)

  /// The members of `any`.
  static let anyMembers: [(String, FieldKind)] =
    [
      ("client_ip", .client(hasPort: false)), ("clientip", .client(hasPort: false)),
      ("real_ip", .client(hasPort: false)), ("remote_addr", .client(hasPort: false)),
      ("client.ip", .client(hasPort: false)), ("source.ip", .client(hasPort: false)),
      ("client.address", .client(hasPort: false)), ("source.address", .client(hasPort: false)),
      ("remote_ip", .client(hasPort: false)), ("remoteip", .client(hasPort: false)),
      ("remoteaddr", .client(hasPort: false)), ("remote_address", .client(hasPort: false)),
      ("remoteaddress", .client(hasPort: false)), ("clientaddress", .client(hasPort: false)),
      ("client_addr", .client(hasPort: false)), ("client", .client(hasPort: false)),
      ("remote", .client(hasPort: false)), ("ip", .client(hasPort: false)),
      ("peer", .client(hasPort: false)), ("http.client_ip", .client(hasPort: false)),
      ("network.peer.address", .client(hasPort: false)), ("net.peer.ip", .client(hasPort: false)),
      ("remote_host", .client(hasPort: false)), ("host_ip", .client(hasPort: false)),
      ("source_ip", .client(hasPort: false)), ("src_ip", .client(hasPort: false)),
      ("req.remoteaddress", .client(hasPort: false)), ("req.ip", .client(hasPort: false)),
      ("request.remoteaddress", .client(hasPort: false)), ("request.ip", .client(hasPort: false)),
      ("request.client_ip", .client(hasPort: false)),
      ("request.remote_ip", .client(hasPort: false)),
      ("request.remote_addr", .client(hasPort: false)), ("c-ip", .client(hasPort: false)),
      ("http_x_forwarded_for", .forwardedFor), ("x_forwarded_for", .forwardedFor),
      ("x-forwarded-for", .forwardedFor), ("forwarded_for", .forwardedFor),
      ("xff", .forwardedFor), ("request.headers.x-forwarded-for", .forwardedFor),
      ("req.headers.x-forwarded-for", .forwardedFor), ("headers.x-forwarded-for", .forwardedFor),
      ("http.request.headers.x-forwarded-for", .forwardedFor),

      ("remote_user", .user), ("user.name", .user), ("username", .user), ("user_name", .user),
      ("user.id", .user), ("user_id", .user), ("userid", .user), ("enduser.id", .user),
      ("user", .user), ("auth_user", .user), ("client.user.name", .user),
      ("source.user.name", .user), ("req.user", .user), ("principal", .user),

      ("@timestamp", .time), ("time_iso8601", .time), ("time_local", .time), ("timestamp", .time),
      ("msec", .time), ("time", .time), ("ts", .time), ("datetime", .time), ("date_time", .time),
      ("date", .time), ("start_time", .time), ("starttime", .time), ("started_at", .time),
      ("request_time_iso8601", .time), ("requesttime", .time), ("event.start", .time),
      ("event.created", .time), ("epoch", .time), ("time_unix", .time), ("eventtime", .time),
      ("@t", .time), ("t", .time), ("log_time", .time), ("logtime", .time),

      ("request_line", .requestLine), ("requestline", .requestLine), ("request", .requestLine),
      ("http_request", .requestLine),

      ("request_method", .method), ("method", .method), ("http.request.method", .method),
      ("http_method", .method), ("httpmethod", .method), ("http.method", .method),
      ("verb", .method), ("req.method", .method), ("request.method", .method),
      ("requestmethod", .method), ("cs-method", .method), ("request_verb", .method),

      ("request_uri", .target), ("url.original", .target), ("original_url", .target),
      ("originalurl", .target), ("uri", .target), ("url", .target), ("http.url", .target),
      ("http.target", .target), ("request_url", .target), ("requesturl", .target),
      ("requesturi", .target), ("req.originalurl", .target), ("req.url", .target),
      ("req.uri", .target), ("request.uri", .target), ("request.url", .target),
      ("url.full", .target), ("target", .target), ("request_path", .target),
      ("http_uri", .target),
      ("path", .path), ("url.path", .path), ("http.path", .path), ("uri_path", .path),
      ("requestpath", .path), ("req.path", .path), ("request.path", .path), ("cs-uri-stem", .path),
      ("endpoint", .path), ("resource", .path), ("route", .path),
      ("args", .query), ("query_string", .query), ("querystring", .query), ("query", .query),
      ("url.query", .query), ("uri_query", .query), ("cs-uri-query", .query),
      ("request.query", .query), ("request.querystring", .query),

      ("server_protocol", .version), ("protocol", .version), ("http.version", .version),
      ("http_version", .version), ("httpversion", .version), ("proto", .version),
      ("request.proto", .version), ("network.protocol.version", .version),
      ("http.flavor", .version), ("req.httpversion", .version), ("request_protocol", .version),

      ("http_host", .host), ("host", .host), ("url.domain", .host), ("server_name", .host),
      ("vhost", .host), ("virtual_host", .host), ("authority", .host), ("http.host", .host),
      ("request_host", .host), ("req.headers.host", .host), ("request.headers.host", .host),
      ("request.host", .host), ("server.address", .host), ("domain", .host),

      ("http_referer", .referer), ("referer", .referer), ("referrer", .referer),
      ("http.request.referrer", .referer), ("http_referrer", .referer),
      ("req.headers.referer", .referer), ("request.headers.referer", .referer),
      ("headers.referer", .referer), ("request_referer", .referer),

      ("http_user_agent", .userAgent), ("user_agent.original", .userAgent),
      ("user_agent", .userAgent), ("useragent", .userAgent), ("agent", .userAgent),
      ("ua", .userAgent), ("user-agent", .userAgent), ("http.user_agent", .userAgent),
      ("http.useragent", .userAgent), ("req.headers.user-agent", .userAgent),
      ("request.headers.user-agent", .userAgent), ("headers.user-agent", .userAgent),
      ("request_user_agent", .userAgent), ("request.useragent", .userAgent),

      ("status", .status), ("status_code", .status), ("http.response.status_code", .status),
      ("http.status_code", .status), ("statuscode", .status), ("response_status", .status),
      ("http_status", .status), ("httpstatus", .status), ("code", .status),
      ("response_code", .status), ("responsecode", .status), ("responsestatus", .status),
      ("res.statuscode", .status), ("response.status", .status), ("res.status", .status),
      ("response.statuscode", .status), ("response.status_code", .status), ("sc-status", .status),

      ("body_bytes_sent", .bytes), ("http.response.body.bytes", .bytes),
      ("http.response.bytes", .bytes), ("bytes_sent", .bytes), ("bytessent", .bytes),
      ("bytes_out", .bytes), ("response_size", .bytes), ("response_length", .bytes),
      ("responselength", .bytes), ("resp_size", .bytes), ("body_size", .bytes),
      ("content_length", .bytes), ("contentlength", .bytes), ("size", .bytes), ("bytes", .bytes),
      ("length", .bytes), ("res.headers.content-length", .bytes), ("response.size", .bytes),
      ("response.bytes", .bytes), ("destination.bytes", .bytes), ("sc-bytes", .bytes),
      ("res.contentlength", .bytes), ("responsesize", .bytes), ("response_bytes", .bytes),

      ("request_time", .duration(.seconds)), ("event.duration", .duration(.nanoseconds)),
      ("duration_ms", .duration(.milliseconds)), ("durationms", .duration(.milliseconds)),
      ("response_time_ms", .duration(.milliseconds)), ("latency_ms", .duration(.milliseconds)),
      ("elapsed_ms", .duration(.milliseconds)), ("took_ms", .duration(.milliseconds)),
      ("request_time_ms", .duration(.milliseconds)), ("time_taken_ms", .duration(.milliseconds)),
      ("elapsedmilliseconds", .duration(.milliseconds)), ("elapsedms", .duration(.milliseconds)),
      ("responsetime", .duration(.milliseconds)), ("response_time", .duration(.guessed)),
      ("duration_us", .duration(.microseconds)), ("latency_us", .duration(.microseconds)),
      ("request_time_us", .duration(.microseconds)), ("response_time_us", .duration(.microseconds)),
      ("duration_ns", .duration(.nanoseconds)), ("latency_ns", .duration(.nanoseconds)),
      ("duration_s", .duration(.seconds)), ("duration_seconds", .duration(.seconds)),
      ("latency_seconds", .duration(.seconds)), ("latency_human", .duration(.guessed)),
      ("duration", .duration(.guessed)), ("latency", .duration(.guessed)),
      ("elapsed", .duration(.guessed)), ("time_taken", .duration(.guessed)),
      ("took", .duration(.guessed)), ("time-taken", .duration(.milliseconds)),
      ("upstream_response_time", .duration(.seconds)),
    ] + operationMembers

  /// Members that name an operation or its outcome: OpenTelemetry (`graphql.*`, `rpc.grpc.*`),
  /// headers as loggers write them, Envoy's usual names, go-grpc-middleware's `grpc.code`.
  static let operationMembers: [(String, FieldKind)] =
    [
      "graphql.operation.name", "graphql.operationname", "graphql_operation_name",
      "graphql_operation", "graphqloperation", "gql_operation", "x_apollo_operation_name",
      "headers.x-apollo-operation-name", "request.headers.x-apollo-operation-name",
      "req.headers.x-apollo-operation-name", "body.operationname", "req.body.operationname",
      "request.body.operationname",
    ].map { ($0, .operation(.graphQL)) }
    + ["operationname", "operation_name"].map { ($0, .operation(.operationName)) }
    + [
      "soapaction", "soap_action", "soap-action", "http_soapaction", "headers.soapaction",
      "request.headers.soapaction", "req.headers.soapaction", "request_soapaction",
    ].map { ($0, .operation(.soap)) }
    + [
      "grpc_status", "grpc-status", "grpc_status_number", "grpc_status_code", "grpcstatus",
      "rpc.grpc.status_code", "grpc.code", "grpc.status", "resp_headers.grpc-status",
      "response.headers.grpc-status", "downstream_grpc-status", "origin_grpc-status",
    ].map { ($0, .grpcStatus) }
}
