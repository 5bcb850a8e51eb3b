/// What a field of a log line means, whatever the server calls it.
enum FieldKind: Sendable, Equatable {
  /// Nothing that is kept.
  case ignored
  /// The client; `hasPort` where a port always follows it.
  case client(hasPort: Bool)
  /// X-Forwarded-For or Forwarded.
  case forwardedFor
  case user
  /// A moment in any of the ways that `TimeText` knows.
  case time
  /// The date and the time of day, where they are fields of their own (W3C).
  case date, timeOfDay
  /// `METHOD target VERSION`.
  case requestLine
  case method
  /// Path and query together, or a URL.
  case target
  /// The path, where the query is a field of its own.
  case path
  case query
  case version
  case host
  case referer
  /// A user agent; `W3C` writes spaces as `+` and percent-encodes.
  case userAgent
  case status
  case bytes
  case duration(DurationUnit)
  /// One of several durations that add up to the whole (AWS load balancers).
  case durationPart(DurationUnit)
  /// The name of the operation asked for, in the way of an API style.
  case operation(APIStyle)
  /// The status of a gRPC call, by number or name.
  case grpcStatus

  /// Where the field is kept; two kinds of one slot compete for it.
  var slot: Int {
    switch self {
    case .ignored: 0
    case .client: 1
    case .forwardedFor: 2
    case .user: 3
    case .time: 4
    case .date: 5
    case .timeOfDay: 6
    case .requestLine: 7
    case .method: 8
    case .target: 9
    case .path: 10
    case .query: 11
    case .version: 12
    case .host: 13
    case .referer: 14
    case .userAgent: 15
    case .status: 16
    case .bytes: 17
    case .duration, .durationPart: 18
    case .operation: 19
    case .grpcStatus: 20
    }
  }

  /// How many slots there are.
  static let slotCount = 21
}
