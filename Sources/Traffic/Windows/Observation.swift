import AccessLog
import Inspection

/// A request after it has been given a principal, an endpoint and its request-level signs: the
/// numbers that the windows count. It holds no text.
public struct Observation: Sendable {
  /// Event time.
  public var time: Timestamp
  /// Who.
  public var principal: PrincipalKey
  /// A hash of who.
  public var principalHash: UInt64
  /// Which endpoint and object.
  public var endpoint: EndpointMatch
  /// A hash of the whole path.
  public var pathHash: UInt64
  /// A hash of the query; 0 without one.
  public var queryHash: UInt64
  /// A hash of the user agent; 0 without one.
  public var agentHash: UInt64
  /// The status, of a failed gRPC call the HTTP status that says the same; −1 where the log has none.
  public var status: Int32
  /// Bytes sent; 0 where the log has none.
  public var bytes: UInt64
  /// Milliseconds that the request took; −1 where the log has none, and for connections handed over
  /// to a WebSocket or a tunnel.
  public var milliseconds: Double
  /// What the text of the request gives away.
  public var verdict: Verdict
  /// True where the log names an authenticated (or refused) user.
  public var namesUser: Bool
  /// What the user agent claims to be.
  public var claims: AgentClaims = []
  /// True where the request has a referer.
  public var hasReferer = false
  /// What the service's description does not know of the request; nothing without a description.
  public var gaps: DescriptionGap = []
  /// True for methods that are meant to change something (RFC 9110 §9.2.1: not "safe").
  public var isUnsafe: Bool

  /// True for 5xx.
  @inline(__always)
  public var isServerError: Bool { status >= 500 && status < 600 }

  /// True for 2xx.
  @inline(__always)
  public var isSuccess: Bool { status >= 200 && status < 300 }

  /// True for a request that carries credentials to be checked: an unsafe method on something that
  /// reads like a log-in, or a user name (HTTP authentication sends it with every request). A bare
  /// 401 is not one: that is how every expired token looks.
  @inline(__always)
  public var isLogIn: Bool { namesUser || isLogInForm }

  /// True for an unsafe method on something that reads like a log-in.
  @inline(__always)
  private var isLogInForm: Bool { isUnsafe && verdict.suspected.contains(.logInPath) }

  /// True for a log-in that was refused: 401, and from a log-in form also 403, 400, 422, 423
  /// (locked) or 429. Elsewhere these say that a user who is known asked for the wrong thing, or too
  /// often (RFC 9110 §15.5.4: with 403 the credentials were understood).
  @inline(__always)
  public var isFailedLogIn: Bool {
    switch status {
    case 401: isLogIn
    case 400, 403, 422, 423, 429: isLogInForm
    default: false
    }
  }

  /// True where the server had nothing under the path.
  @inline(__always)
  public var isNotFound: Bool { status == 404 || status == 410 }
}
