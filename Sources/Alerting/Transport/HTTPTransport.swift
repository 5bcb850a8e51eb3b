/// Carries one HTTP call. Sinks know no more of the network than this, so that they are tested
/// without one.
public protocol HTTPTransport: Sendable {
  /// Sends a call and waits for the answer, once.
  /// - Throws: `HTTPFailure` where there is none.
  func send(_ call: HTTPCall) async throws(HTTPFailure) -> HTTPAnswer
}

/// One HTTP call: a POST of JSON to a receiver.
public struct HTTPCall: Sendable {
  /// Where it goes.
  public var url: SecretURL
  /// The headers, in order. Never printed.
  public var headers: [(name: String, value: String)]
  /// The body.
  public var body: [UInt8]
  /// Seconds until the answer must be complete. Standard Webhooks asks for 15 to 30.
  public var timeout: Double

  /// A call.
  public init(
    _ url: SecretURL, headers: [(name: String, value: String)], body: [UInt8],
    timeout: Double = 20
  ) {
    self.url = url
    self.headers = headers
    self.body = body
    self.timeout = timeout
  }
}

/// What a receiver answered.
public struct HTTPAnswer: Sendable, Hashable {
  /// Bytes of a body that are read; the rest is left where it is.
  public static let mostBytes = 64 << 10

  /// The status code.
  public var status: Int
  /// The value of `Retry-After`, as it stood.
  public var retryAfter: String?
  /// The body's beginning.
  public var body: [UInt8]

  /// An answer.
  public init(status: Int, retryAfter: String? = nil, body: [UInt8] = []) {
    self.status = status
    self.retryAfter = retryAfter
    self.body = body
  }
}

/// Why there was no answer.
public struct HTTPFailure: Error, Hashable, CustomStringConvertible {
  /// A sentence without a secret.
  public let description: String

  /// A failure of that sentence.
  public init(_ description: String) { self.description = description }
}
