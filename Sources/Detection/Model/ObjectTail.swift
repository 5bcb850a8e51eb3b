import AccessLog
import Scoring
import Traffic

/// How many different objects of an endpoint principals fetch within a window.
public typealias ObjectTail = DoublingTail

/// Learns for each endpoint how far principals go through its objects: for each doubling which
/// principals ever came so far, one bit each by hash. Counting principals and not windows keeps one
/// who walks all day from looking like many.
///
/// 128 bytes for each endpoint; at most `EndpointTable.capacity` of them.
struct ObjectTailLearner: Sendable {
  private var endpoints: [SIMD16<UInt64>] = []

  /// Notes how far a principal went. O(1).
  @inline(__always)
  mutating func learn(_ walk: ObjectWalk, _ key: PrincipalKey) {
    guard walk.endpoint > Endpoint.other, walk.endpoint < EndpointTable.capacity else { return }
    let id = place(of: walk.endpoint)
    let objects = walk.objects.estimate
    let amount = objects >= BitmapCounter.limit ? Int(walk.requests) : objects
    endpoints[id][DoublingTail.step(of: amount)] |= 1 << (key.hash >> 58)
  }

  /// Notes somebody who asked for one object. O(1).
  @inline(__always)
  mutating func learn(one endpoint: EndpointID, _ key: PrincipalKey) {
    guard endpoint > Endpoint.other, endpoint < EndpointTable.capacity else { return }
    endpoints[place(of: endpoint)][DoublingTail.step(of: 1)] |= 1 << (key.hash >> 58)
  }

  /// The place of an endpoint's counts.
  @inline(__always)
  private mutating func place(of endpoint: EndpointID) -> Int {
    let id = Int(endpoint)
    if id >= endpoints.count {
      endpoints.append(contentsOf: repeatElement(.zero, count: id + 1 - endpoints.count))
    }
    return id
  }

  /// What was learned, by the endpoints' names.
  func tails(_ directory: Directory) -> [String: ObjectTail] {
    var tails: [String: ObjectTail] = [:]
    for (id, steps) in endpoints.enumerated() where steps != .zero {
      var reached = [UInt32](repeating: 0, count: DoublingTail.steps)
      var all: UInt64 = 0
      for step in (0..<DoublingTail.steps).reversed() {
        all |= steps[step]
        reached[step] = UInt32(BitmapCounter.estimate(of64: all))
      }
      let name = directory.endpoint(EndpointID(id))
      if tails[name] == nil { tails[name] = ObjectTail(reached: reached) }
    }
    return tails
  }
}

extension ObjectTailLearner: Snapshotting {
  /// What was learned so far, as it is kept over a restart.
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    var words = archive.isReading ? [] : endpoints.flatMap { steps in (0..<16).map { steps[$0] } }
    try archive.values(&words)
    try archive.require(
      words.count % 16 == 0 && words.count / 16 <= EndpointTable.capacity,
      "holds impossible endpoints")
    guard archive.isReading else { return }
    endpoints = (0..<words.count / 16).map { place in
      var steps = SIMD16<UInt64>.zero
      for step in 0..<16 { steps[step] = words[place * 16 + step] }
      return steps
    }
  }
}
