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
  /// A hash of the user; 0 where the log names none.
  public var userHash: UInt64 = 0
  /// What the endpoint's answers so far say about it.
  public var standing: EndpointStanding = []

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

  /// True for an unsafe method on something that reads or behaves like a log-in.
  @inline(__always)
  private var isLogInForm: Bool {
    isUnsafe && (verdict.suspected.contains(.logInPath) || standing.contains(.logIn))
  }

  /// True for a log-in that was refused: 401, and from a log-in form also 403, 400, 422, 423
  /// (locked) or 429. Elsewhere these say that a user who is known asked for the wrong thing, or too
  /// often (RFC 9110 §15.5.4: with 403 the credentials were understood). A form that redirects who
  /// succeeds shows itself again (200) to who fails.
  @inline(__always)
  public var isFailedLogIn: Bool {
    switch status {
    case 401: isLogIn
    case 400, 403, 422, 423, 429: isLogInForm
    case 200: standing.contains(.logInForm) && isLogInForm
    default: false
    }
  }

  /// True for a function that was refused to this client, and which is closed to most or meant for
  /// administrators. (An expired token is refused everywhere: 401 counts at such places only.)
  @inline(__always)
  public var isClosedDoor: Bool {
    guard status == 401 || status == 403, !isFailedLogIn else { return false }
    guard !verdict.suspected.contains(.staticFile) else { return false }
    return standing.contains(.closed) || verdict.suspected.contains(.administrationPath)
  }

  /// Which function was asked for, as a hash: the endpoint, or a path that no endpoint answers. Paths
  /// with values in them that nobody answers count as one.
  @inline(__always)
  public var functionHash: UInt64 {
    if endpoint.id > Endpoint.other { return ByteHash.mix(UInt64(endpoint.id), 0x6675_6e63) }
    return endpoint.object == 0 ? pathHash : 0x6f62_6a65_6374
  }

  /// The client's network as a hash: IPv4 /24, IPv6 /48 (what one site is given, RFC 6177).
  @inline(__always)
  public var networkHash: UInt64 {
    let address = principal.address
    return address.isV4
      ? ByteHash.finish(ByteHash.mix(0x7634, address.low >> 8))
      : ByteHash.finish(ByteHash.mix(0x7636, address.high >> 16))
  }

  /// True where the server had nothing under the path.
  @inline(__always)
  public var isNotFound: Bool { status == 404 || status == 410 }
}
