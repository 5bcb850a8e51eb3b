import AccessLog
import Traffic

/// What all clients of an hour together asked for that is not there, to see a sweep that many of them share
/// out.
public struct MissingHour: Sendable, Hashable {
  /// Requests for it.
  public var requests: UInt32
  /// Different paths.
  public var paths: UInt32
  /// Clients that asked for some of it, each for too little to be told by itself.
  public var clients: UInt32
  /// The part of all such requests that clients made who asked for enough to be told, 0…1.
  public var toldShare: Float
  /// Lines of the former; none where there is little.
  public var lines: [KeptLine] = []

  /// Fewer different paths are no sweep, and have no lines; a client that asks for as many is told by itself
  /// (`ContentDiscovery`: a tenth of surprise for each, six in all).
  static let fewestPaths = 3 * Floors.of(level: EndpointHour.level).missingPaths

  /// The hour of a window. O(principals).
  init(_ window: Window) {
    requests = window.missing.requests
    paths = UInt32(window.missing.paths.estimate)
    (clients, toldShare) = (0, 0)
    var (told, all): (UInt32, UInt32) = (0, 0)
    let aggregates = window.principals.aggregates
    for place in aggregates.indices
    where aggregates[place].statuses.notFound > 0 && !aggregates[place].key.isUser {
      all &+= aggregates[place].statuses.notFound
      guard aggregates[place].missingPaths.estimate < Self.fewestPaths else {
        told &+= aggregates[place].statuses.notFound
        continue
      }
      clients &+= 1
      guard paths >= Self.fewestPaths, lines.count < IncidentBook.evidenceLimit,
        aggregates[place].missingPaths.estimate >= 2
      else { continue }
      if let line = aggregates[place].evidence.lines(on: window.shelf).first { lines.append(line) }
    }
    if all > 0 { toldShare = Float(told) / Float(all) }
  }

  /// An hour to be filled from an archive.
  static var blank: MissingHour {
    let span = Timestamp.absent
    return MissingHour(Window(start: span, end: span, principalCapacity: 1))
  }
}

extension MissingHour: Snapshotting {
  /// The hour as it is kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.value(&requests)
    try archive.value(&paths)
    try archive.value(&clients)
    try archive.value(&toldShare)
    try archive.parts(&lines, new: KeptLine.blank)
  }
}
