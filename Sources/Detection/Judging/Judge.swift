import AccessLog
import Scoring
import Traffic

/// Judges windows against a model, tells incidents, and goes on learning from windows in which
/// nothing was found.
public struct Judge: Sendable {
  /// What is normal; nil before anything was learned: then only signs that need no history ring.
  public private(set) var model: Model?
  /// The surprise from which each family may ring.
  public private(set) var thresholds: Thresholds
  /// The incidents so far.
  public private(set) var book = IncidentBook()

  private let principalDetectors: [any PrincipalDetector]
  private let networkDetectors: [any PrincipalDetector]
  private let trafficDetectors: [any TrafficDetector]
  private var patience = Patience(.errorSurge)
  private var refusals = RefusalWatch()
  private var crowds = Crowds()
  /// The same for slow answers, which may come along with errors.
  private var slowness = Patience(.latencySurge)
  private var drops = DropWatch()
  private var sources = SourceWatch()
  private var hours: HourJudge
  private var shifts = ShiftWatch()
  private var errors = ErrorWatch()
  private var settling = Settling()
  private var clocks = ClockWatch()
  /// True where the model knows how charts of small lasting shifts swing.
  private var hasCharts: Bool
  /// True after a restart: the tails of endpoints' charts are the model's, and not in a snapshot.
  private var needsTails = false
  /// Passes over what is known to be good.
  public internal(set) var knownGood = KnownGoodFilter(KnownGood(patterns: []))
  private var baselines: [EndpointID: TrafficBaseline] = [:]
  private let budget: AlarmBudget
  private let windowSeconds: Int64
  private var learns = true

  /// The detectors of single clients that make a test each (`Thresholds.testsPerPrincipal`), and the one
  /// that looks at all features together.
  static let clientDetectors: [any PrincipalDetector] = [
    BruteForce(), PasswordSpraying(), AccountTakeover(), PrivilegeProbing(), CredentialSharing(),
    ContentDiscovery(), ObjectEnumeration(), EgressByPrincipal(), ClientOutlier(), CacheBusting(),
    Scraping(), UserAgentRotation(), SuspiciousAgent(),
  ]

  /// Windows of an endpoint before its baseline may ring, where it was not in the model: an hour.
  private static let fewestWindows = 60.0

  /// A judge.
  /// - Parameters:
  ///   - model: What was learned, if anything.
  ///   - budget: How many false alarms a week are bearable.
  ///   - windowSeconds: The length of the finest windows.
  ///   - replays: True if the model was learned from the very windows that will come: what was never
  ///     seen before is then told from them alone.
  public init(
    model: Model?, budget: AlarmBudget, windowSeconds: Int64, replays: Bool = false
  ) {
    self.model = model
    hasCharts = model?.hasCharts ?? false
    hours = HourJudge(replays ? Inventory() : model?.inventory ?? Inventory())
    self.budget = budget
    self.windowSeconds = windowSeconds
    thresholds = Thresholds(budget: budget, model: model, windowSeconds: windowSeconds)
    principalDetectors = Self.clientDetectors + ProvenSigns.all
    networkDetectors = [
      BruteForce(), PasswordSpraying(), PrivilegeProbing(), ContentDiscovery(),
      ObjectEnumeration(),
    ]
    trafficDetectors = [
      TrafficSurge(), ErrorSurge(), CredentialStuffing(), EgressSurge(), LatencySurge(),
    ]
  }

  /// Judges the next window; windows of one level come in the order of time.
  /// - Parameter isLearned: True if the model was learned from this very window, which must not count
  ///   twice.
  public mutating func take(
    _ record: WindowRecord, directory: Directory, isLearned: Bool = false
  ) -> [IncidentEvent] {
    learns = !isLearned
    if needsTails { restoreTails(directory) }
    let accused = examinePrincipals(record, directory)
    var findings = examineTraffic(record, directory, isExplained: !accused.isEmpty) + accused
    findings += examineBlocks(record, directory)
    findings += hours.take(
      record, directory, thresholds, outliers: model?.endpointOutliers, missing: model?.missing)
    findings = knownGood.pass(findings, record, directory)
    findings = Folding(record: record, book: book).fold(findings)
    findings = crowds.gather(findings, book)
    findings = patience.admit(findings) {
      book.isOpen($0.subject, with: .errorSurge, during: $0.span)
    }
    findings = slowness.admit(findings) {
      book.isOpen($0.subject, with: .latencySurge, during: $0.span)
    }
    return book.take(findings, at: record.span.end)
  }

  /// Judges by another model from now on: one learned from more history. What is open stays open.
  public mutating func adopt(_ model: Model) {
    self.model = model
    hasCharts = model.hasCharts
    thresholds = Thresholds(budget: budget, model: model, windowSeconds: windowSeconds)
    baselines = [:]
    shifts = ShiftWatch()
    settling = Settling()
    clocks = ClockWatch()
  }

  /// Lets time pass where no window comes to do so: tells what is missing, and resolves what has been
  /// quiet for long enough.
  public mutating func advance(to now: Timestamp, directory: Directory) -> [IncidentEvent] {
    var silence = WindowRecord.blank
    let start = now.microseconds &- windowSeconds &* 1_000_000
    silence.span = TimeSpan(start: Timestamp(microseconds: start), end: now)
    silence.service = TrafficPoint.blank
    learns = true
    let findings = examineBlocks(silence, directory)
    return book.take(Folding(record: silence, book: book).fold(findings), at: now)
  }

  /// Resolves what is open, at the end of the input.
  public mutating func finish(at now: Timestamp, directory: Directory) -> [IncidentEvent] {
    let events = book.take(sources.finish(directory, sourceKnowledge), at: now)
    return events + book.finish(at: now)
  }

  // MARK: - Blocks of a quarter of an hour

  private mutating func examineBlocks(
    _ record: WindowRecord, _ directory: Directory
  ) -> [Finding] {
    guard record.level == 0 else { return [] }
    let result = lookForDrops(record, directory)
    if learns { learn(result.usual, directory) }
    let failing = lookForErrors(record, directory)
    return result.findings + failing + sources.take(record, directory, sourceKnowledge)
  }

  private mutating func lookForErrors(
    _ record: WindowRecord, _ directory: Directory
  ) -> [Finding] {
    guard let model else { return [] }
    let (known, thresholds) = (baselines, thresholds)
    return errors.take(record) { id, span in
      guard id != Endpoint.unknown else {
        return Self.scene(
          of: id, model.service, .general, thresholds.serviceBlocks, span, directory, model)
      }
      guard let baseline = known[id] ?? model.endpoints[directory.endpoint(id)],
        baseline.requests.windows >= Self.fewestWindows
      else { return nil }
      let parent = ParentExpectation(service: model.service, at: span.start.seconds)
      return Self.scene(
        of: id, baseline, parent, thresholds.endpointBlocks, span, directory, model)
    }
  }

  private mutating func lookForDrops(
    _ record: WindowRecord, _ directory: Directory
  ) -> DropWatch.Result {
    let knowledge = dropKnowledge(directory)
    return drops.take(record, knowledge)
  }

  private func dropKnowledge(_ directory: Directory) -> DropWatch.Knowledge? {
    guard let model else { return nil }
    return DropWatch.Knowledge(
      directory: directory, service: model.service,
      baseline: { baselines[$0] ?? model.endpoints[directory.endpoint($0)] },
      clients: { hours.inventory.life(directory.endpoint($0))?.clients ?? 0 },
      thresholds: thresholds, history: model.history.words)
  }

  private var sourceKnowledge: SourceWatch.Knowledge? {
    guard let model else { return nil }
    return SourceWatch.Knowledge(
      service: model.service.blocks, sources: model.sources, threshold: thresholds.serviceBlocks,
      history: model.history.words)
  }

  private mutating func learn(
    _ usual: [(endpoint: EndpointID, block: CountWindow)], _ directory: Directory
  ) {
    guard let service = model?.service else { return }
    for (endpoint, block) in usual {
      if endpoint == Endpoint.unknown {
        model?.service.blocks.learn(block.count, at: block.start)
      } else {
        var baseline = baseline(of: endpoint, directory)
        let prior = service.blocks.seasonalPrior(at: block.start)
        baseline.blocks.learn(block.count, at: block.start, prior: prior)
        baselines[endpoint] = baseline
      }
    }
  }

  // MARK: - Principals

  private func examinePrincipals(
    _ record: WindowRecord, _ directory: Directory
  ) -> [Finding] {
    guard !record.suspects.isEmpty || !record.networks.isEmpty else { return [] }
    let scene = scene(record, directory)
    let found = Self.findings(record.suspects, principalDetectors, scene)
    let ofNetworks = Self.findings(record.networks, networkDetectors, scene)
    return found + Folding.narrowed(ofNetworks, by: found, book)
  }

  private func scene(_ record: WindowRecord, _ directory: Directory) -> Scene {
    let populations = model?.populations ?? []
    let walks = model?.walks ?? []
    let level = record.level
    return Scene(
      level: level, span: record.span, directory: directory,
      population: level < populations.count ? populations[level] : nil,
      outliers: model?.outliers, habits: model?.habits ?? Habits(),
      walks: level < walks.count ? walks[level] : [:], isRunning: record.isRunning,
      threshold: thresholds.principals[min(level, thresholds.principals.count - 1)],
      outlierThreshold: thresholds.outliers, floors: Floors.of(level: level))
  }

  private static func findings(
    _ suspects: [Suspect], _ detectors: [any PrincipalDetector], _ scene: Scene
  ) -> [Finding] {
    var findings: [Finding] = []
    for suspect in suspects {
      for detector in detectors {
        if let finding = detector.examine(suspect, scene) { findings.append(finding) }
      }
    }
    return findings
  }

  // MARK: - The service and its endpoints

  private mutating func examineTraffic(
    _ record: WindowRecord, _ directory: Directory, isExplained: Bool
  ) -> [Finding] {
    guard let point = record.service, model != nil else { return [] }
    var findings = examineService(point, record.span, directory, isExplained)
    let service = model?.service ?? TrafficBaseline(windowSeconds: windowSeconds)
    let parent = ParentExpectation(service: service, at: record.span.start.seconds)
    for point in record.endpoints where point.endpoint > Endpoint.other {
      findings += examineEndpoint(point, record.span, directory, parent, isExplained)
    }
    return findings
  }

  /// What is known of an endpoint, or of the service (`Endpoint.unknown`), in a span.
  private static func scene(
    of id: EndpointID, _ baseline: TrafficBaseline, _ parent: ParentExpectation,
    _ threshold: Double, _ span: TimeSpan, _ directory: Directory, _ model: Model?
  ) -> TrafficScene {
    let isService = id == Endpoint.unknown
    return TrafficScene(
      span: span, directory: directory, baseline: baseline, parent: parent, threshold: threshold,
      subject: isService ? .service : Subject(.endpoint, directory.endpoint(id)),
      history: model?.history.words ?? "")
  }

  private mutating func examineService(
    _ point: TrafficPoint, _ span: TimeSpan, _ directory: Directory, _ isExplained: Bool
  ) -> [Finding] {
    guard var baseline = model?.service else { return [] }
    if let turned = turn(point, span, baseline, .general) {
      baseline = turned
      model?.service = turned
    }
    let scene = Self.scene(
      of: Endpoint.unknown, baseline, .general, thresholds.service, span, directory, model)
    var findings = trafficDetectors.compactMap { $0.examine(point, scene) }
    findings += examineShifts(point, scene, isExplained)
    if let followed = follow(point, scene, findings) {
      model?.service = followed
    } else if learns, findings.isEmpty {
      model?.service.learn(point, at: span.start.seconds, parent: .general)
    }
    return findings
  }

  /// Small lasting shifts; a window in which a client was found is explained by it, and more or fewer
  /// requests by a day that seems to have moved.
  private mutating func examineShifts(
    _ point: TrafficPoint, _ scene: TrafficScene, _ isExplained: Bool
  ) -> [Finding] {
    guard !isExplained else { return [] }
    var scene = scene
    scene.threshold = thresholds.shifts
    guard let finding = shifts.examine(point, scene) else { return [] }
    guard finding.kind == .trafficSurge || finding.kind == .trafficDrop else { return [finding] }
    let isExplained = clocks.explains(
      more: finding.kind == .trafficSurge, of: point.endpoint, at: scene.span.start.seconds,
      scene.baseline.requests)
    return isExplained ? [] : [finding]
  }

  /// The baseline of a subject whose day has moved by an hour; nil where it has not.
  private mutating func turn(
    _ point: TrafficPoint, _ span: TimeSpan, _ baseline: TrafficBaseline,
    _ parent: ParentExpectation
  ) -> TrafficBaseline? {
    guard learns, baseline.shifts != nil,
      let turned = clocks.examine(point, at: span.start.seconds, baseline, parent)
    else { return nil }
    shifts.forget(point.endpoint)
    return turned
  }

  /// The baseline that follows a level which has come to stay; nil where there is none.
  private mutating func follow(
    _ point: TrafficPoint, _ scene: TrafficScene, _ findings: [Finding]
  ) -> TrafficBaseline? {
    let isFound = findings.contains { $0.subject == scene.subject }
    let followed = settling.follow(point, scene, isFound: isFound)
    if followed != nil { shifts.forget(point.endpoint) }
    return followed
  }

  private mutating func restoreTails(_ directory: Directory) {
    needsTails = false
    for endpoint in baselines.keys {
      baselines[endpoint]?.shifts = model?.endpoints[directory.endpoint(endpoint)]?.shifts
    }
  }

  /// True if a window reaches the floor of any detector: most do not, and need no further thought.
  private static func couldRing(_ point: TrafficPoint) -> Bool {
    point.requests >= TrafficSurge.fewest || point.serverErrors >= ErrorSurge.fewest
      || point.failedLogIns >= CredentialStuffing.fewest || point.bytes >= EgressSurge.fewest
      || LatencySurge.couldRing(point)
  }

  private mutating func baseline(
    of endpoint: EndpointID, _ directory: Directory
  ) -> TrafficBaseline {
    if let known = baselines[endpoint] { return known }
    let baseline =
      model?.endpoints[directory.endpoint(endpoint)]
      ?? TrafficBaseline(windowSeconds: windowSeconds)
    baselines[endpoint] = baseline
    return baseline
  }

  private mutating func examineEndpoint(
    _ point: TrafficPoint, _ span: TimeSpan, _ directory: Directory, _ parent: ParentExpectation,
    _ isExplained: Bool
  ) -> [Finding] {
    let couldRing = Self.couldRing(point)
    guard couldRing || learns || point.logIns > 0 || hasCharts else { return [] }
    var baseline = baseline(of: point.endpoint, directory)
    if let turned = turn(point, span, baseline, parent) {
      baseline = turned
      baselines[point.endpoint] = turned
    }
    guard couldRing || learns || point.logIns > 0 || baseline.shifts != nil else { return [] }
    var findings: [Finding] = []
    let isKnown =
      (couldRing || baseline.shifts != nil)
      && baseline.requests.windows >= Self.fewestWindows
    if isKnown || point.logIns > 0 {
      let scene = Self.scene(
        of: point.endpoint, baseline, parent, thresholds.endpoints, span, directory, model)
      if isKnown {
        findings = trafficDetectors.compactMap { $0.examine(point, scene) }
        findings += examineShifts(point, scene, isExplained)
      }
      if let finding = refusals.examine(point, scene) { findings.append(finding) }
      if isKnown, let followed = follow(point, scene, findings) {
        baselines[point.endpoint] = followed
        return findings
      }
    }
    if learns, findings.isEmpty, !refusals.leans(point.endpoint) {
      baseline.learn(point, at: span.start.seconds, parent: parent)
      baselines[point.endpoint] = baseline
    }
    return findings
  }
}

extension Judge: Snapshotting {
  /// What has been judged and learned since the model was made, as it is kept over a restart. The
  /// model itself is a file of its own, with which the judge is made before it is filled.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    var service = model?.service
    try archive.optional(&service, new: TrafficBaseline(windowSeconds: windowSeconds))
    try archive.require((service == nil) == (model == nil), "belongs to another model")
    if archive.isReading, var service {
      service.shifts = model?.service.shifts
      model?.service = service
      needsTails = true
    }
    try archive.table(&baselines, new: TrafficBaseline(windowSeconds: windowSeconds))
    try patience.snapshot(&archive)
    try refusals.snapshot(&archive)
    try crowds.snapshot(&archive)
    try slowness.snapshot(&archive)
    try drops.snapshot(&archive)
    try sources.snapshot(&archive)
    try hours.snapshot(&archive)
    try shifts.snapshot(&archive)
    try errors.snapshot(&archive)
    try settling.snapshot(&archive)
    try clocks.snapshot(&archive)
    try book.snapshot(&archive)
    try knownGood.snapshot(&archive)
  }
}
