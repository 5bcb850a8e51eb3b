extension FieldKind {
  /// True for fields that hold no spaces, so that the first byte of what follows ends them.
  var isWord: Bool {
    switch self {
    case .duration(.guessed): false
    case .status, .bytes, .duration, .durationPart, .method, .version, .client: true
    default: false
    }
  }

  /// True for fields that may be empty even where nothing marks them as missing.
  var mayBeEmpty: Bool {
    switch self {
    case .status, .time, .requestLine: false
    default: true
    }
  }

  /// What to say was expected where such a field does not fit.
  var expectation: String {
    switch self {
    case .ignored: "a field"
    case .client: "a client address"
    case .forwardedFor: "the addresses of X-Forwarded-For"
    case .user: "a user"
    case .time: "a time"
    case .date: "a date such as 2026-03-02"
    case .timeOfDay: "a time of day such as 15:04:05"
    case .requestLine: "a request line"
    case .method: "a method"
    case .target, .path: "a request target"
    case .query: "a query"
    case .version: "a protocol version"
    case .host: "a host"
    case .referer: "a referer"
    case .userAgent: "a user agent"
    case .status: "a status of three digits"
    case .bytes: "a number of bytes"
    case .duration, .durationPart: "a duration"
    case .operation: "an operation's name"
    case .grpcStatus: "a status of gRPC"
    }
  }
}
