import AccessLog

/// What a window's requests asked for that no endpoint answers and that is not there: how many, and how
/// many different paths. Objects that are missing behind a known endpoint are not in it, nor what a request's
/// own text gives away. A monoid.
public struct MissingTally: Sendable, Hashable {
  /// Requests.
  public private(set) var requests: UInt32 = 0
  /// Different paths.
  public private(set) var paths = BitmapCounter()

  /// Nothing was missing.
  public init() {}

  /// Counts a request if it belongs here. O(1).
  @inline(__always)
  mutating func count(_ observation: Observation) {
    guard observation.isNotFound, observation.endpoint.id == Endpoint.unknown,
      observation.verdict.suspected.isDisjoint(with: Window.accusing)
    else { return }
    requests &+= 1
    paths.insert(observation.pathHash)
  }

  /// Takes another part of the same window in. O(1).
  mutating func merge(_ other: MissingTally) {
    requests &+= other.requests
    paths.merge(other.paths)
  }
}

extension MissingTally: PlainData {}
