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
  /// The logs that the sources are parts of, by their number: files of one rotated set have the same.
  public var logs: [String]

  /// A directory.
  public init(
    endpoints: [Endpoint] = [], names: NameBook = NameBook(), sources: [String] = [],
    logs: [String] = []
  ) {
    self.endpoints = endpoints
    self.names = names
    self.sources = sources
    self.logs = logs
  }

  /// The name of an endpoint, such as `GET /users/{id}`. May hold hostile text.
  public func endpoint(_ id: EndpointID) -> String {
    Int(id) < endpoints.count ? endpoints[Int(id)].name : "(other)"
  }

  /// The log that a source is a part of.
  public func source(_ number: UInt16) -> String {
    let place = Int(number)
    if place < logs.count { return logs[place] }
    return place < sources.count ? sources[place] : "?"
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
