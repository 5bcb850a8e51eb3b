import AccessLog

/// How a principal behaves, as far as it tells programs from people: fixed in size, a monoid.
public struct PrincipalManner: Sendable {
  /// Different pages: a path with its query.
  public var pages = BitmapCounter()
  /// The first request's time in microseconds since 1970; −1 before any.
  public var first: Int64 = -1
  /// The last request's time.
  public var last: Int64 = -1
  /// The sum of the squared pauses between requests, in seconds².
  public var pauseSquares: Float = 0
  /// Requests with a referer.
  public var referers: UInt32 = 0
  /// Requests with a query.
  public var queries: UInt32 = 0
  /// Requests that say how much they ask for, or how far in.
  public var asks: UInt32 = 0
  /// Requests with the time in their query.
  public var stamps: UInt32 = 0
  /// What its user agents claim.
  public var claims: AgentClaims = []

  /// Nothing done yet.
  public init() {}

  /// Counts one request. O(1).
  @inline(__always)
  mutating func count(_ observation: Observation) {
    pages.insert(observation.pathHash ^ observation.queryHash)
    if observation.queryHash != 0 { queries &+= 1 }
    if !observation.endpoint.ask.isEmpty { asks &+= 1 }
    if observation.endpoint.isStamped { stamps &+= 1 }
    if observation.hasReferer { referers &+= 1 }
    claims.formUnion(observation.claims)
    let time = observation.time.microseconds
    if last < 0 { first = time } else { pause(time &- last) }
    last = max(last, time)
  }

  /// Takes a later part in. O(1).
  mutating func merge(_ other: PrincipalManner) {
    pages.merge(other.pages)
    pauseSquares += other.pauseSquares
    referers &+= other.referers
    queries &+= other.queries
    asks &+= other.asks
    stamps &+= other.stamps
    claims.formUnion(other.claims)
    guard other.first >= 0 else { return }
    if last < 0 { first = other.first } else { pause(other.first &- last) }
    last = max(last, other.last)
  }

  @inline(__always)
  private mutating func pause(_ microseconds: Int64) {
    let seconds = Float(max(microseconds, 0)) * 1e-6
    pauseSquares += seconds * seconds
  }

  /// How evenly the requests come: the coefficient of variation of the pauses. 0 is a clock, 1 is
  /// chance (a Poisson process), more comes in bursts as people do; nil for fewer than two pauses.
  /// - Parameter requests: How many there were.
  public func unevenness(requests: UInt32) -> Double? {
    let pauses = Double(requests) - 1
    guard pauses >= 2, last > first else { return nil }
    let mean = Double(last - first) / 1e6 / pauses
    let variance = max(Double(pauseSquares) / pauses - mean * mean, 0)
    return variance.squareRoot() / mean
  }
}

extension PrincipalManner: PlainData {}
