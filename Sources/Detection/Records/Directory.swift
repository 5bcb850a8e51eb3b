import AccessLog
import Traffic

/// The names behind the numbers in a window: endpoints, users and host names, sources.
public struct Directory: Sendable {
  /// The endpoints by their id.
  public var endpoints: [Endpoint]
  /// Users and host names.
  public var names: NameBook
  /// The sources by their number.
  public var sources: [String]

  /// A directory.
  public init(endpoints: [Endpoint] = [], names: NameBook = NameBook(), sources: [String] = []) {
    self.endpoints = endpoints
    self.names = names
    self.sources = sources
  }

  /// The name of an endpoint, such as `GET /users/{id}`. May hold hostile text.
  public func endpoint(_ id: EndpointID) -> String {
    Int(id) < endpoints.count ? endpoints[Int(id)].name : "(other)"
  }

  /// A principal as the subject of an incident.
  public func subject(_ key: PrincipalKey) -> Subject {
    Subject(key.isUser ? .user : key.isNetwork ? .network : .client, names.text(key))
  }

  /// A kept line as evidence.
  public func evidence(_ line: KeptLine) -> EvidenceLine {
    let source = Int(line.source) < sources.count ? sources[Int(line.source)] : "?"
    return EvidenceLine(
      source: source, line: line.lineNumber, offset: line.offset, text: line.text)
  }
}
