import AccessLog

/// The number of an endpoint in an `EndpointTable`.
public typealias EndpointID = UInt32

/// A method and a path template, such as `GET /users/{id}/orders`, or an operation by its name:
/// `GraphQL getUser`, `SOAP GetQuote`, `gRPC shop.Orders/List`.
public struct Endpoint: Sendable, Hashable {
  /// The id of requests for paths that no endpoint answers (404 and the like).
  public static let unknown: EndpointID = 0
  /// The id of all endpoints for which the table had no room.
  public static let other: EndpointID = 1

  /// The HTTP method, upper case as sent; "?" for what is no method; the style of an operation.
  public var method: String
  /// The path with its values replaced by placeholders, or the operation's name.
  public var template: String
  /// Requests seen so far.
  public var requests: Int = 0

  /// An endpoint without requests.
  public init(method: String, template: String) {
    self.method = method
    self.template = template
  }

  /// The endpoint's name: method and template.
  public var name: String { method.isEmpty ? template : "\(method) \(template)" }
}

/// Where a request's endpoint lies and which object of it was asked for.
public struct EndpointMatch: Sendable, Hashable {
  /// The endpoint.
  public var id: EndpointID
  /// A hash of the values in the path (or of the id in the query); 0 where there are none.
  public var object: UInt64
  /// The last of the values, where it is a number; −1 otherwise.
  public var number: Int64
  /// How much the query asks for.
  public var ask = Ask()
  /// True where the query holds the time of the request: it differs each time, the page does not.
  public var isStamped = false
}

extension Endpoint: Snapshotting {
  /// The endpoint as it is kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.text(&method)
    try archive.text(&template)
    try archive.value(&requests)
  }
}
