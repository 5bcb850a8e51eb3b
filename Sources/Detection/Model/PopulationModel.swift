import AccessLog
import Scoring
import Traffic

/// What principals of a service usually do in a window of one level.
public struct PopulationModel: Sendable, Codable, Hashable {
  /// Requests.
  public var requests: PopulationTail
  /// Bytes received.
  public var bytes: PopulationTail
  /// Refused log-ins.
  public var failedLogIns: PopulationTail
  /// Different paths that were not found.
  public var missingPaths: PopulationTail
  /// Different objects of the endpoint walked most.
  public var objects: PopulationTail
  /// Different closed functions that refused; nil in models of before they were counted.
  public var closedDoors: PopulationTail?
  /// Of users only: the networks from which they were served; nil in older models.
  public var networks: PopulationTail?
  /// Different pages: paths with their query.
  public var pages: PopulationTail
  /// Different user agents.
  public var agents: PopulationTail
  /// What browsers do.
  public var browsers: BrowserHours
  /// Windows of principals learned from.
  public var count: Int
  /// The length of the history, in seconds.
  public var seconds: Double

  /// Windows of principals in a week, as far as the history tells.
  public var windowsPerWeek: Double {
    Double(count) * 604_800 / max(seconds, 60)
  }
}

/// Learns what principals usually do, window by window, in bounded memory.
public struct PopulationLearner: Sendable {
  private var requests = FeatureLearner()
  private var bytes = FeatureLearner()
  private var failedLogIns = FeatureLearner()
  private var missingPaths = FeatureLearner()
  private var objects = FeatureLearner()
  private var closedDoors = FeatureLearner()
  private var networks = FeatureLearner()
  private var objectTails = ObjectTailLearner()
  private var pages = FeatureLearner()
  private var agents = FeatureLearner()
  private var browsers = BrowserHours()
  private var count = 0
  private let level: Int

  /// A learner that has seen nothing.
  /// - Parameter level: The level of the windows, by which general experience differs.
  public init(level: Int) { self.level = level }

  /// Learns from all principals of a window, except those whose requests prove intent. O(principals).
  public mutating func learn(_ principals: PrincipalTable) {
    for aggregate in principals.aggregates {
      if aggregate.tally >= 0, principals.tally(of: aggregate).provesIntent { continue }
      learn(aggregate)
    }
    var passers = 0
    var walkers = 0
    for passer in principals.passersBy {
      passers += 1
      bytes.learn(Double(passer.bytes), prior: 0, key: passer.key)
      guard passer.asksForObject else { continue }
      walkers += 1
      objectTails.learn(one: passer.endpoint, passer.key)
    }
    learnPassersBy(passers, walkers: walkers)
  }

  /// Learns principals with a single, unremarkable request: all of them show the same but bytes.
  /// - Parameter walkers: How many of them asked for an object.
  private mutating func learnPassersBy(_ number: Int, walkers: Int) {
    count += number
    requests.learnUsual(1, times: number)
    objects.learnUsual(1, times: walkers)
    objects.learnUsual(0, times: number - walkers)
    failedLogIns.learnUsual(0, times: number)
    missingPaths.learnUsual(0, times: number)
    closedDoors.learnUsual(0, times: number)
    pages.learnUsual(0, times: number)
    agents.learnUsual(0, times: number)
  }

  private mutating func learn(_ aggregate: PrincipalAggregate) {
    let key = aggregate.key
    count += 1
    requests.learn(Double(aggregate.requests), prior: 0, key: key)
    bytes.learn(Double(aggregate.bytes), prior: 0, key: key)
    let failures = Double(aggregate.failedLogIns)
    failedLogIns.learn(
      failures, prior: BruteForce.weightOfFailure[min(level, 2)] * failures, key: key)
    let missing =
      aggregate.statuses.notFound == 0 ? 0 : Double(aggregate.missingPaths.estimate)
    missingPaths.learn(
      missing, prior: ContentDiscovery.weightOfPath[min(level, 2)] * missing, key: key)
    let walk = aggregate.walks.widest
    let walked = walk.requests == 0 ? 0 : Double(walk.objects.estimate)
    objects.learn(
      walked, prior: ObjectEnumeration.weightOfObject[min(level, 2)] * walked, key: key)
    if walked > 0, !key.isUser { objectTails.learn(walk, key) }
    learnAccess(aggregate)
    learnManner(aggregate, key: key)
  }

  private mutating func learnAccess(_ aggregate: PrincipalAggregate) {
    let doors =
      aggregate.closedDoors == 0 ? 0 : Double(BitmapCounter.estimate(of64: aggregate.closedDoors))
    closedDoors.learn(
      doors, prior: PrivilegeProbing.weightOfDoor[min(level, 2)] * max(doors - 1, 0),
      key: aggregate.key)
    guard aggregate.key.isUser else { return }
    networks.learn(
      Double(BitmapCounter.estimate(of64: aggregate.parties)),
      prior: CredentialSharing.prior(aggregate, level: level), key: aggregate.key)
  }

  /// How many objects principals fetch of each endpoint, by its name.
  func objectTails(_ directory: Directory) -> [String: ObjectTail] {
    objectTails.tails(directory)
  }

  /// One page and one agent are what nearly everybody has, and say nothing about many.
  private mutating func learnManner(_ aggregate: PrincipalAggregate, key: PrincipalKey) {
    let seen = aggregate.requests == 1 ? 1 : aggregate.differentPages
    let paged = seen <= 1 ? 0 : Double(seen)
    let weightOfPage =
      level == 0 ? CacheBusting.weightOfQuery : Scraping.weightOfPage[min(level, 2)]
    pages.learn(paged, prior: weightOfPage * paged, key: key)
    let several = aggregate.agents.nonzeroBitCount <= 1 ? 0 : Double(aggregate.distinctAgents)
    agents.learn(several, prior: UserAgentRotation.weightOfAgent * several, key: key)
    browsers.learn(aggregate)
  }

  /// What was learned.
  /// - Parameter seconds: The length of the history.
  public func model(seconds: Double) -> PopulationModel {
    PopulationModel(
      requests: requests.tail(), bytes: bytes.tail(isLogarithmic: true),
      failedLogIns: failedLogIns.tail(), missingPaths: missingPaths.tail(),
      objects: objects.tail(), closedDoors: closedDoors.tail(), networks: networks.tail(),
      pages: pages.tail(), agents: agents.tail(), browsers: browsers,
      count: count, seconds: seconds)
  }
}

/// Windows of principals that claim to be browsers and have many requests: how many had a referer.
public struct BrowserHours: Sendable, Codable, Hashable {
  /// Windows.
  public var hours = 0
  /// Those with at least one referer.
  public var withReferer = 0

  /// Fewer requests say nothing about what a browser leaves out.
  static let fewestRequests: UInt32 = 30

  mutating func learn(_ aggregate: PrincipalAggregate) {
    guard aggregate.requests >= Self.fewestRequests, aggregate.manner.claims == .browser else {
      return
    }
    hours += 1
    if aggregate.manner.referers > 0 { withReferer += 1 }
  }

  /// Joins what another stretch of history has shown.
  func merged(with other: BrowserHours) -> BrowserHours {
    var result = self
    result.hours += other.hours
    result.withReferer += other.withReferer
    return result
  }
}

extension BrowserHours: PlainData {}

extension PopulationLearner: Snapshotting {
  /// What was learned so far, as it is kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try requests.snapshot(&archive)
    try bytes.snapshot(&archive)
    try failedLogIns.snapshot(&archive)
    try missingPaths.snapshot(&archive)
    try objects.snapshot(&archive)
    try closedDoors.snapshot(&archive)
    try networks.snapshot(&archive)
    try objectTails.snapshot(&archive)
    try pages.snapshot(&archive)
    try agents.snapshot(&archive)
    try archive.value(&browsers)
    try archive.value(&count)
  }
}

extension PopulationModel {
  /// Joins what another stretch of history has shown.
  func merged(with other: PopulationModel) -> PopulationModel {
    PopulationModel(
      requests: requests.merged(with: other.requests), bytes: bytes.merged(with: other.bytes),
      failedLogIns: failedLogIns.merged(with: other.failedLogIns),
      missingPaths: missingPaths.merged(with: other.missingPaths),
      objects: objects.merged(with: other.objects),
      closedDoors: Self.merged(closedDoors, other.closedDoors),
      networks: Self.merged(networks, other.networks), pages: pages.merged(with: other.pages),
      agents: agents.merged(with: other.agents), browsers: browsers.merged(with: other.browsers),
      count: count + other.count, seconds: seconds + other.seconds)
  }

  private static func merged(_ mine: PopulationTail?, _ theirs: PopulationTail?) -> PopulationTail?
  {
    guard let mine, let theirs else { return mine ?? theirs }
    return mine.merged(with: theirs)
  }
}
