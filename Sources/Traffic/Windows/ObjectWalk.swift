import AccessLog

/// How a principal goes through the objects of one endpoint: how many different ones, how many of
/// them were handed out, and whether it counts upwards.
public struct ObjectWalk: Sendable, Hashable {
  /// The endpoint walked.
  public var endpoint: EndpointID = Endpoint.unknown
  /// Requests for objects of it. A lower bound where a principal walks several endpoints at once.
  public var requests: UInt32 = 0
  /// What other endpoints' requests have left of the walk's claim to its place.
  var claim: UInt32 = 0
  /// Those answered 2xx.
  public var successes: UInt32 = 0
  /// Those answered 401, 403, 404 or 410.
  public var refusals: UInt32 = 0
  /// Steps from one number to the next one, up or down by at most `longestStep`.
  public var sequentialSteps: UInt32 = 0
  /// The first number asked for; −1 for none.
  public var firstNumber: Int64 = -1
  /// The last number asked for; −1 for none.
  public var lastNumber: Int64 = -1
  /// The different objects.
  public var objects = BitmapCounter()

  /// Walkers that skip a few ids still walk.
  static let longestStep: Int64 = 4

  /// A walk that has not begun.
  public init() {}

  @inline(__always)
  mutating func take(_ observation: Observation) {
    requests &+= 1
    claim &+= 1
    if observation.isSuccess { successes &+= 1 }
    switch observation.status {
    case 401, 403, 404, 410: refusals &+= 1
    default: break
    }
    let number = observation.endpoint.number
    if number >= 0 {
      if isStep(to: number) { sequentialSteps &+= 1 }
      if firstNumber < 0 { firstNumber = number }
      lastNumber = number
    }
    objects.insert(observation.endpoint.object)
  }

  @inline(__always)
  private func isStep(to number: Int64) -> Bool {
    guard number >= 0, lastNumber >= 0 else { return false }
    let step = number &- lastNumber
    return step != 0 && abs(step) <= Self.longestStep
  }

  mutating func merge(_ other: ObjectWalk) {
    requests &+= other.requests
    claim &+= other.claim
    successes &+= other.successes
    refusals &+= other.refusals
    sequentialSteps &+= other.sequentialSteps
    if isStep(to: other.firstNumber) { sequentialSteps &+= 1 }
    if firstNumber < 0 { firstNumber = other.firstNumber }
    if other.lastNumber >= 0 { lastNumber = other.lastNumber }
    objects.merge(other.objects)
  }
}

/// The two endpoints whose objects a principal asks for most: Misra & Gries' frequent items (1982)
/// with two counters.
public struct ObjectWalks: Sendable, Hashable {
  /// The first walk.
  public var first = ObjectWalk()
  /// The second walk.
  public var second = ObjectWalk()

  /// No walks.
  public init() {}

  /// The walk with the most different objects.
  public var widest: ObjectWalk {
    second.objects.estimate > first.objects.estimate ? second : first
  }

  @inline(__always)
  mutating func take(_ observation: Observation) {
    let endpoint = observation.endpoint.id
    if first.endpoint == endpoint, first.requests > 0 {
      first.take(observation)
    } else if second.endpoint == endpoint, second.requests > 0 {
      second.take(observation)
    } else if first.requests == 0 {
      first.endpoint = endpoint
      first.take(observation)
    } else if second.requests == 0 {
      second.endpoint = endpoint
      second.take(observation)
    } else {
      replaceWeaker(observation)
    }
  }

  /// A request for a third endpoint costs both walks some of their claim; one that has none left
  /// makes room. What was counted of the walks stays true.
  private mutating func replaceWeaker(_ observation: Observation) {
    first.claim &-= 1
    second.claim &-= 1
    if first.claim == 0 { first = ObjectWalk() }
    if second.claim == 0 { second = ObjectWalk() }
  }

  mutating func merge(_ other: ObjectWalks) {
    merge(other.first)
    merge(other.second)
  }

  private mutating func merge(_ walk: ObjectWalk) {
    guard walk.requests > 0 else { return }
    if first.endpoint == walk.endpoint, first.requests > 0 {
      first.merge(walk)
    } else if second.endpoint == walk.endpoint, second.requests > 0 {
      second.merge(walk)
    } else if first.requests == 0 {
      first = walk
    } else if second.requests == 0 {
      second = walk
    } else if walk.requests > min(first.requests, second.requests) {
      if first.requests < second.requests { first = walk } else { second = walk }
    }
  }
}

extension ObjectWalk: PlainData {}
extension ObjectWalks: PlainData {}
