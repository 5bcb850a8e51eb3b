import Foundation

extension TailSet: LogFollowing {
  /// The checkpoint of the following as JSON.
  public func positions() -> [UInt8] {
    // Numbers, texts and lists: there is nothing in it that JSON cannot hold.
    (try? JSONEncoder().encode(checkpoint())).map { [UInt8]($0) } ?? []
  }

  /// Follows the logs that a run is told.
  /// - Parameters:
  ///   - positions: What `positions()` said in an earlier run; nil in the first one.
  ///   - fromStart: True to read logs that are not known yet from their beginning.
  public convenience init(_ settings: RunSettings, fromStart: Bool, positions: [UInt8]?) {
    var tail = TailSettings()
    tail.fromStart = fromStart
    tail.reading = settings.reading
    tail.openFileLimit = .raised()
    let saved = positions.flatMap {
      try? JSONDecoder().decode(TailCheckpoint.self, from: Data($0))
    }
    self.init(patterns: settings.paths, settings: tail, saved: saved)
  }
}
