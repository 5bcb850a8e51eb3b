import AccessLog

/// What an incident is about: the narrowest rung of the ladder that explains it.
public struct Subject: Sendable, Hashable {
  /// The rung.
  public enum Rung: String, Sendable, Hashable {
    case client
    case network
    case user
    case endpoint
    case service
    case source
  }

  /// The rung of `value`.
  public var rung: Rung
  /// An address, a CIDR network, a user name, "GET /users/{id}", a source's name; "*" for the
  /// service. May hold hostile text from a log line.
  public var value: String

  /// A subject from its rung and value.
  public init(_ rung: Rung, _ value: String) {
    self.rung = rung
    self.value = value
  }

  /// The whole service.
  public static let service = Subject(.service, "*")
}

extension Subject: Snapshotting {
  /// The subject as it is kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.choice(&rung)
    try archive.text(&value)
  }
}
