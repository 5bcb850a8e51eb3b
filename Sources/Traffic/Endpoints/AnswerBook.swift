import AccessLog
import Inspection

/// What an endpoint's answers so far say about it, seen from one request.
public struct EndpointStanding: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: UInt8

  /// A set from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Refuses (401, 403) at least every second request: a door that is closed to most.
  public static let closed = EndpointStanding(rawValue: 1)
  /// Changes something, and hardly anybody asks for it.
  public static let rare = EndpointStanding(rawValue: 2)
  /// Behaves like a log-in: see `AnswerBook`.
  public static let logIn = EndpointStanding(rawValue: 4)
  /// A log-in form of the older style: a success redirects, a failure shows the form again (200).
  public static let logInForm = EndpointStanding(rawValue: 8)
}

/// Counts how endpoints answer, and tells from it which of them are log-ins, whatever their names, and
/// which are closed to most.
///
/// - A *log-in* is a place without an object to which clients send something and which refuses (401)
///   a share of it that other places of the same service do not: one in thirty, and four times as
///   often as the rest, for at least five different clients, while it also lets somebody in. (People
///   fail a log-in about once in ten; an expired token hits all places alike.)
/// - A *log-in form* is a place that reads like a log-in, never answers 401, and has redirected
///   somebody (302, 303): there, 200 is the form shown once more. WordPress' `wp-login.php` is known
///   for that from the first request on.
/// - A *closed* place has refused at least half of all requests.
/// - A *rare* place changes something and got at most one in five hundred of the requests so far.
///
/// Forty bytes for each endpoint; one look-up a line.
struct AnswerBook: Sendable {
  private var answers: [Answers] = []
  private var total = Answers()

  /// Counts of one endpoint; those of unsafe methods apart.
  struct Answers: Sendable, PlainData {
    var requests: UInt32 = 0
    var denied: UInt32 = 0
    var sent: UInt32 = 0
    var sentRefused: UInt32 = 0
    var sentAccepted: UInt32 = 0
    var sentRedirected: UInt32 = 0
    /// Different clients refused, one bit each by hash.
    var refusedClients: UInt64 = 0
    /// 1 for a form that is known by its name.
    var isKnownForm: UInt32 = 0
    var reserved: UInt32 = 0
  }

  static let fewestSent: UInt32 = 50
  static let fewestRefusedClients = 5
  /// One refusal in so many.
  static let leastRefusedShare: UInt32 = 30
  static let timesTheRest = 4.0
  static let fewestRedirects: UInt32 = 3
  static let rareShare: UInt32 = 500
  static let fewestForRare: UInt32 = 1000

  /// Counts a request and answers what is known of its endpoint by now. O(1).
  @inline(__always)
  mutating func note(_ observation: Observation, _ endpoints: EndpointTable) -> EndpointStanding {
    let id = Int(observation.endpoint.id)
    if id >= answers.count { grow(to: id, endpoints) }
    answers[id].requests &+= 1
    total.requests &+= 1
    let isDenied = observation.status == 401 || observation.status == 403
    if isDenied { answers[id].denied &+= 1 }
    if observation.isUnsafe { count(observation, id) }
    return standing(id, isUnsafe: observation.isUnsafe, observation)
  }

  @inline(__always)
  private func standing(
    _ id: Int, isUnsafe: Bool, _ observation: Observation
  ) -> EndpointStanding {
    let known = answers[id]
    var standing: EndpointStanding = []
    if known.denied &* 2 >= known.requests || id == Int(Endpoint.unknown) {
      standing.insert(.closed)
    }
    guard isUnsafe else { return standing }
    if total.requests >= Self.fewestForRare,
      known.requests < total.requests / Self.rareShare
    {
      standing.insert(.rare)
    }
    if observation.endpoint.object == 0, isLogIn(known) { standing.insert(.logIn) }
    if known.isKnownForm != 0
      || (known.sentRefused == 0 && known.sentRedirected >= Self.fewestRedirects)
    {
      standing.insert(.logInForm)
    }
    return standing
  }

  private mutating func count(_ observation: Observation, _ id: Int) {
    answers[id].sent &+= 1
    total.sent &+= 1
    switch observation.status {
    case 401:
      answers[id].sentRefused &+= 1
      total.sentRefused &+= 1
      answers[id].refusedClients |= 1 << (observation.principalHash & 63)
    case 302, 303: answers[id].sentRedirected &+= 1
    case 200..<300: answers[id].sentAccepted &+= 1
    default: break
    }
  }

  private func isLogIn(_ known: Answers) -> Bool {
    guard known.sent >= Self.fewestSent, known.sentAccepted &+ known.sentRedirected > 0,
      known.sentRefused &* Self.leastRefusedShare >= known.sent,
      known.refusedClients.nonzeroBitCount >= Self.fewestRefusedClients
    else { return false }
    let share = Double(known.sentRefused) / Double(known.sent)
    let others = Double(total.sent &- known.sent)
    let refusedElsewhere = Double(total.sentRefused &- known.sentRefused)
    // Half a refusal keeps a service of a single place from being all log-in.
    return share >= Self.timesTheRest * (refusedElsewhere + 0.5) / (others + 1)
  }

  private mutating func grow(to id: Int, _ endpoints: EndpointTable) {
    while answers.count <= id {
      var new = Answers()
      let place = answers.count
      if place < endpoints.endpoints.count,
        endpoints.endpoints[place].template.hasSuffix("/wp-login.php")
      {
        new.isKnownForm = 1
      }
      answers.append(new)
    }
  }
}

extension AnswerBook: Snapshotting {
  /// The counts as they are kept over a restart.
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.values(&answers)
    try archive.value(&total)
    try archive.require(answers.count <= EndpointTable.capacity, "holds too many endpoints")
  }
}
