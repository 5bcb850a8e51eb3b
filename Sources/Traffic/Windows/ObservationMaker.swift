import AccessLog
import Inspection

/// Turns requests into observations: gives them a principal, an endpoint and the hashes that the
/// windows count.
struct ObservationMaker: Sendable {
  /// The user of the request observed last, where it named one.
  private(set) var user = PrincipalKey(.absent)
  private var agents = AgentBook()
  /// What the service's description knows; nil without one.
  var description: APIMatcher?

  /// Observes one request. O(length of the line).
  @inline(__always)
  mutating func observe(
    _ request: borrowing Request, time: Timestamp, in bytes: borrowing RawSpan, verdict: Verdict,
    endpoints: inout EndpointTable, names: inout NameBook
  ) -> Observation {
    let principal = client(request, bytes, &names)
    let namesUser = !request.user.isEmpty
    if namesUser { noteUser(request, bytes, &names) }
    let agent = request.userAgent
    let agentHash = agent.isEmpty ? 0 : ByteHash.hash(bytes, agent.offsets)
    let claims = agent.isEmpty ? .none : agents.claims(agentHash, bytes, agent.offsets)
    let pathHash = ByteHash.hash(bytes, request.path.offsets)
    return Observation(
      time: time, principal: principal, principalHash: principal.hash,
      endpoint: endpoints.match(request, pathHash: pathHash, in: bytes), pathHash: pathHash,
      queryHash: request.query.isEmpty ? 0 : ByteHash.hash(bytes, request.query.offsets),
      agentHash: agentHash,
      status: request.outcome, bytes: UInt64(max(request.bytes, 0)),
      milliseconds: milliseconds(request, bytes),
      verdict: verdict, namesUser: namesUser, claims: claims,
      hasReferer: !request.referer.isEmpty, gaps: gaps(request, bytes, verdict),
      isUnsafe: isUnsafe(request, bytes))
  }

  /// What the description does not know of an answered request.
  @inline(__always)
  private mutating func gaps(
    _ request: Request, _ bytes: borrowing RawSpan, _ verdict: Verdict
  ) -> DescriptionGap {
    guard description != nil, request.status >= 200, request.status < 300,
      !verdict.suspected.contains(.staticFile)
    else { return [] }
    return description?.gaps(of: request, in: bytes) ?? []
  }

  @inline(__always)
  private func client(
    _ request: Request, _ bytes: borrowing RawSpan, _ names: inout NameBook
  ) -> PrincipalKey {
    if !request.client.isAbsent || request.clientText.isEmpty {
      return PrincipalKey(request.client)
    }
    let hash = ByteHash.hash(bytes, request.clientText.offsets)
    names.note(hash, bytes, request.clientText.offsets)
    return PrincipalKey(hostHash: hash)
  }

  private mutating func noteUser(
    _ request: Request, _ bytes: borrowing RawSpan, _ names: inout NameBook
  ) {
    let hash = ByteHash.hash(bytes, request.user.offsets)
    names.note(hash, bytes, request.user.offsets)
    user = PrincipalKey(userHash: hash)
  }

  /// How long the request took. A connection that was handed over, to a WebSocket (101) or a tunnel
  /// (CONNECT), lasts as long as its users like: that says nothing about the server.
  @inline(__always)
  private func milliseconds(_ request: Request, _ bytes: borrowing RawSpan) -> Double {
    guard request.duration >= 0, request.status != 101 else { return -1 }
    if request.method.count == 7,
      bytes.unsafeLoad(fromByteOffset: Int(request.method.start) + 1, as: UInt8.self)
        == UInt8(ascii: "O"),
      bytes.unsafeLoad(fromByteOffset: Int(request.method.start), as: UInt8.self)
        == UInt8(ascii: "C")
    {
      return -1
    }
    return Double(request.duration) / 1000
  }

  /// GET, HEAD, OPTIONS and TRACE are "safe" (RFC 9110 §9.2.1); so is what is no method at all.
  @inline(__always)
  private func isUnsafe(_ request: Request, _ bytes: borrowing RawSpan) -> Bool {
    guard !request.method.isEmpty else { return false }
    let start = Int(request.method.start)
    switch bytes.unsafeLoad(fromByteOffset: start, as: UInt8.self) {
    case UInt8(ascii: "G"), UInt8(ascii: "H"), UInt8(ascii: "O"), UInt8(ascii: "T"): return false
    default: return true
    }
  }
}
