import AccessLog

/// How requests were answered, by class of status (RFC 9110 §15) and by the few statuses that tell
/// an attack: 401, 403, 404, 429.
public struct StatusTally: Sendable, Hashable {
  /// 2xx.
  public var successful: UInt32 = 0
  /// 1xx and 3xx.
  public var redirected: UInt32 = 0
  /// 401.
  public var unauthorized: UInt32 = 0
  /// 403.
  public var forbidden: UInt32 = 0
  /// 404 and 410.
  public var notFound: UInt32 = 0
  /// 429.
  public var throttled: UInt32 = 0
  /// Other 4xx.
  public var otherClientErrors: UInt32 = 0
  /// 5xx.
  public var serverErrors: UInt32 = 0

  /// No answers.
  public init() {}

  /// Counts one answer. O(1).
  @inline(__always)
  public mutating func count(_ status: Int32) {
    switch status {
    case 200..<300: successful &+= 1
    case 401: unauthorized &+= 1
    case 403: forbidden &+= 1
    case 404, 410: notFound &+= 1
    case 429: throttled &+= 1
    case 400..<500: otherClientErrors &+= 1
    case 500..<600: serverErrors &+= 1
    case 100..<200, 300..<400: redirected &+= 1
    default: break
    }
  }

  /// Adds another tally.
  @inline(__always)
  public mutating func merge(_ other: StatusTally) {
    successful &+= other.successful
    redirected &+= other.redirected
    unauthorized &+= other.unauthorized
    forbidden &+= other.forbidden
    notFound &+= other.notFound
    throttled &+= other.throttled
    otherClientErrors &+= other.otherClientErrors
    serverErrors &+= other.serverErrors
  }

  /// All 4xx.
  public var clientErrors: UInt32 {
    unauthorized &+ forbidden &+ notFound &+ throttled &+ otherClientErrors
  }
}

extension StatusTally: PlainData {}
