// The JSON logs of servers and clouds whose members cannot be told by their names alone: units
// differ, and of several addresses one is the client's. Each was read from the project's source or
// documentation (named above it).

private let client = FieldKind.client(hasPort: false)

extension JSONSchema {
  /// Caddy (server.go, marshalers.go): `client_ip` is the address after Caddy's trusted proxies.
  static let caddy = JSONSchema(
    "caddy",
    [
      ("request.client_ip", client), ("request.remote_ip", client), ("request.remote_addr", client),
      ("request.headers.x-forwarded-for", .forwardedFor), ("user_id", .user), ("ts", .time),
      ("request.method", .method), ("request.uri", .target), ("request.proto", .version),
      ("request.host", .host), ("request.headers.referer", .referer),
      ("request.headers.user-agent", .userAgent), ("status", .status), ("size", .bytes),
      ("duration", .duration(.seconds)),
    ] + operationMembers, required: [.target, .status, .duration(.seconds)])

  /// Traefik (accesslog/logdata.go): durations are nanoseconds, `RequestPath` has the query in it.
  static let traefik = JSONSchema(
    "traefik-json",
    [
      ("ClientHost", client), ("ClientAddr", client), ("request_X-Forwarded-For", .forwardedFor),
      ("ClientUsername", .user), ("StartUTC", .time), ("StartLocal", .time), ("time", .time),
      ("RequestMethod", .method), ("RequestPath", .target), ("RequestProtocol", .version),
      ("RequestAddr", .host), ("RequestHost", .host), ("request_Referer", .referer),
      ("request_User-Agent", .userAgent), ("DownstreamStatus", .status), ("OriginStatus", .status),
      ("DownstreamContentSize", .bytes), ("Duration", .duration(.nanoseconds)),
    ] + operationMembers, required: [.target, .status])

  /// Envoy and Istio (telemetry_logging.go): milliseconds; the peer's address has a port.
  static let envoyJSON = JSONSchema(
    "envoy-json",
    [
      ("downstream_remote_address", client), ("downstream_direct_remote_address", client),
      ("client_ip", client), ("x_forwarded_for", .forwardedFor), ("start_time", .time),
      ("timestamp", .time), ("method", .method), ("path", .target), ("protocol", .version),
      ("authority", .host), ("referer", .referer), ("user_agent", .userAgent),
      ("response_code", .status), ("bytes_sent", .bytes), ("duration", .duration(.milliseconds)),
    ] + operationMembers, required: [.target, .status, .duration(.milliseconds)])

  /// Kong file-log and http-log: milliseconds.
  static let kong = JSONSchema(
    "kong",
    [
      ("client_ip", client), ("request.headers.x-forwarded-for", .forwardedFor),
      ("consumer.username", .user), ("authenticated_entity.consumer_id", .user),
      ("started_at", .time), ("request.method", .method), ("request.uri", .target),
      ("request.url", .target), ("request.headers.host", .host),
      ("request.headers.referer", .referer), ("request.headers.user-agent", .userAgent),
      ("response.status", .status), ("response.size", .bytes),
      ("latencies.request", .duration(.milliseconds)),
    ] + operationMembers, required: [.target, .status, .duration(.milliseconds)])

  /// AWS API Gateway, the console's preset. `resourcePath` is a template, and all there is.
  static let apiGateway = JSONSchema(
    "aws-api-gateway",
    [
      ("ip", client), ("sourceIp", client), ("user", .user), ("caller", .user),
      ("requestTime", .time), ("requestTimeEpoch", .time), ("time", .time), ("httpMethod", .method),
      ("path", .target), ("resourcePath", .target), ("routeKey", .requestLine),
      ("protocol", .version), ("domainName", .host), ("userAgent", .userAgent),
      ("status", .status), ("responseLength", .bytes),
      ("responseLatency", .duration(.milliseconds)),
    ], required: [.status, .time, client])

  /// Google Cloud's HTTP load balancer, and every LogEntry with an `httpRequest`.
  static let googleCloud = JSONSchema(
    "gcp-load-balancer",
    [
      ("httpRequest.remoteIp", client), ("timestamp", .time), ("receiveTimestamp", .time),
      ("httpRequest.requestMethod", .method), ("httpRequest.requestUrl", .target),
      ("httpRequest.protocol", .version), ("httpRequest.referer", .referer),
      ("httpRequest.userAgent", .userAgent), ("httpRequest.status", .status),
      ("httpRequest.responseSize", .bytes), ("httpRequest.latency", .duration(.seconds)),
    ], required: [.target, .method])

  /// Azure Application Gateway v2: `timeTaken` in seconds.
  static let azureGateway = JSONSchema(
    "azure-application-gateway",
    [
      ("timeStamp", .time)
    ] + azureGatewayMembers + [("properties.timeTaken", .duration(.seconds))],
    required: [.path, .status, .time])

  /// Azure Application Gateway v1: `time`, and `timeTaken` in milliseconds.
  static let azureGatewayV1 = JSONSchema(
    "azure-application-gateway-v1",
    [("time", .time)] + azureGatewayMembers
      + [("properties.timeTaken", .duration(.milliseconds))],
    required: [.path, .status, .time])

  private static let azureGatewayMembers: [(String, FieldKind)] = [
    ("properties.clientIP", client), ("properties.clientIp", client),
    ("properties.httpMethod", .method), ("properties.originalRequestUriWithArgs", .target),
    ("properties.requestUri", .path), ("properties.requestQuery", .query),
    ("properties.httpVersion", .version), ("properties.originalHost", .host),
    ("properties.host", .host), ("properties.userAgent", .userAgent),
    ("properties.httpStatus", .status), ("properties.sentBytes", .bytes),
  ]

  /// Azure Front Door: `socketIp` is the peer, `clientIp` is taken from X-Forwarded-For, which
  /// anyone can send.
  static let azureFrontDoor = JSONSchema(
    "azure-front-door",
    [
      ("properties.socketIp", client), ("properties.clientIp", client), ("time", .time),
      ("properties.httpMethod", .method), ("properties.requestUri", .target),
      ("properties.httpVersion", .version), ("properties.hostName", .host),
      ("properties.userAgent", .userAgent), ("properties.referer", .referer),
      ("properties.httpStatusCode", .status), ("properties.responseBytes", .bytes),
      ("properties.timeTaken", .duration(.seconds)),
    ], required: [.target, .status])

  /// Cloudflare Logpush `http_requests`: the user selects the members; times in any of three forms.
  static let cloudflare = JSONSchema(
    "cloudflare",
    [
      ("ClientIP", client), ("EdgeStartTimestamp", .time), ("EdgeEndTimestamp", .time),
      ("ClientRequestMethod", .method), ("ClientRequestURI", .target),
      ("ClientRequestPath", .target), ("ClientRequestProtocol", .version),
      ("ClientRequestHost", .host), ("ClientRequestReferer", .referer),
      ("ClientRequestUserAgent", .userAgent), ("EdgeResponseStatus", .status),
      ("OriginResponseStatus", .status), ("EdgeResponseBytes", .bytes),
      ("EdgeTimeToFirstByteMs", .duration(.milliseconds)),
    ], required: [client])

  /// Fastly's suggested JSON format.
  static let fastly = JSONSchema(
    "fastly",
    [
      ("client_ip", client), ("timestamp", .time), ("request_method", .method), ("url", .target),
      ("request_protocol", .version), ("host", .host), ("request_referer", .referer),
      ("request_user_agent", .userAgent), ("response_status", .status),
      ("response_body_size", .bytes), ("time_elapsed", .duration(.microseconds)),
    ], required: [.target, .status, client])

  /// Akamai DataStream 2.
  static let akamai = JSONSchema(
    "akamai-datastream",
    [
      ("cliIP", client), ("xForwardedFor", .forwardedFor), ("reqTimeSec", .time),
      ("reqMethod", .method), ("reqPath", .path), ("queryStr", .query), ("proto", .version),
      ("reqHost", .host), ("referer", .referer), ("UA", .userAgent), ("statusCode", .status),
      ("bytes", .bytes), ("totalBytes", .bytes), ("turnAroundTimeMSec", .duration(.milliseconds)),
    ], required: [client, .status])

  /// Akamai Cloud Monitor.
  static let akamaiMonitor = JSONSchema(
    "akamai-cloud-monitor",
    [
      ("message.cliIP", client), ("start", .time), ("message.reqMethod", .method),
      ("message.reqPath", .path), ("message.reqQuery", .query), ("message.proto", .version),
      ("message.reqHost", .host), ("message.UA", .userAgent), ("message.status", .status),
      ("message.bytes", .bytes),
    ], required: [client, .status])

  /// The schemas of servers, for the catalog.
  static let all: [JSONSchema] = [
    caddy, traefik, envoyJSON, kong, apiGateway, googleCloud, azureGateway, azureGatewayV1,
    azureFrontDoor, cloudflare, fastly, akamai, akamaiMonitor,
  ]
}
