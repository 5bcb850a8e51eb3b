import AccessLog
import Inspection
import Scoring
import TestSupport
import Traffic

@testable import Detection

/// Sets the scene for detectors: lines of a log go through the real reader, inspector and windows,
/// and come out as records, suspects and points.
struct Stage {
  var directory = Directory()
  /// The records of all windows, as the analyst gets them.
  var records: [(window: Window, record: WindowRecord)] = []

  init(
    _ lines: [LogLine], settings: WindowSettings = WindowSettings(),
    description: APIDescription? = nil
  ) {
    self.init(log: lines.map(\.text), settings: settings, description: description)
  }

  init(
    log: [String], settings: WindowSettings = WindowSettings(),
    description: APIDescription? = nil
  ) {
    var assembler = WindowAssembler(settings: settings, description: description)
    var rollUp = RollUp(settings: settings)
    let (batch, verdicts) = Self.batch(Array(log.map { $0 + "\n" }.joined().utf8))
    var windows: [Window] = []
    var rest = 0..<batch.requests.count
    while !rest.isEmpty {
      windows += assembler.add(batch, &rest, verdicts: verdicts, source: 0)
    }
    windows += assembler.finish()
    for window in windows {
      rollUp.add(window) { note($0, level: $1) }
      note(window, level: 0)
    }
    rollUp.finish { note($0, level: $1) }
    directory = Directory(
      endpoints: assembler.endpoints.endpoints, names: assembler.names, sources: ["access.log"])
  }

  private mutating func note(_ window: Window, level: Int) {
    records.append((window, WindowRecorder().record(window, level: level)))
  }

  static func batch(_ log: [UInt8]) -> (RequestBatch, [Verdict]) {
    var reader = LogReader()
    var batch = RequestBatch()
    var rest = log[...]
    _ = reader.fill(&batch, capacity: log.count) { buffer in
      let count = min(buffer.count, rest.count)
      buffer.copyBytes(from: rest.prefix(count))
      rest = rest.dropFirst(count)
      return count
    }
    if batch.lineCount == 0 { reader.finish(&batch) }
    var inspector = Inspector()
    var verdicts: [Verdict] = []
    inspector.inspect(batch, into: &verdicts)
    return (batch, verdicts)
  }
}

// MARK: - Principals

extension Stage {
  /// What a detector finds in all windows of a level.
  func findings(
    _ detector: some PrincipalDetector, level: Int = 0, population: PopulationModel? = nil,
    habits: Habits = Habits(), outliers: OutlierModel? = nil, threshold: Double = 5
  ) -> [Finding] {
    records.filter { $0.record.level == level }.flatMap { _, record in
      let scene = Scene(
        level: level, span: record.span, directory: directory, population: population,
        outliers: outliers, habits: habits, threshold: threshold, outlierThreshold: threshold,
        floors: Floors.of(level: level))
      return record.suspects.compactMap { detector.examine($0, scene) }
    }
  }

  /// What principals do in the windows of a level, as learned from this log.
  func population(level: Int = 0, seconds: Double = 604_800) -> PopulationModel {
    var learner = PopulationLearner(level: level)
    for (window, record) in records where record.level == level { learner.learn(window.principals) }
    return learner.model(seconds: seconds)
  }
}

// MARK: - Hours and blocks

extension Stage {
  /// What a detector of hours finds, each hour taken in as history after it was judged.
  func hourFindings(
    _ detector: some HourDetector, outliers: EndpointOutlierModel? = nil, threshold: Double = 5
  ) -> [Finding] {
    var inventory = Inventory()
    return records.map(\.record).filter { !$0.hours.isEmpty }.flatMap { record in
      var scene = HourScene(
        span: record.span, directory: directory, inventory: inventory, outliers: outliers,
        threshold: threshold, serviceThreshold: threshold, outlierThreshold: threshold)
      let findings = detector.examine(record.hours, &scene)
      inventory = scene.inventory
      inventory.live(record, directory)
      return findings
    }
  }
}

// MARK: - The service and its endpoints

extension Stage {
  /// A model learned from this log.
  func model() -> Model? {
    var learner = Learner(levels: 3, windowSeconds: 60)
    for (window, record) in records { learner.learnPrincipals(window, level: record.level) }
    return learner.model(records.map(\.record), directory: directory)
  }

  /// What a detector finds about the service in all minutes, judged by the baseline of a model.
  func serviceFindings(
    _ detector: some TrafficDetector, by model: Model, threshold: Double = 5
  ) -> [Finding] {
    minutes.compactMap { record in
      let scene = TrafficScene(
        span: record.span, directory: directory, baseline: model.service, parent: .general,
        threshold: threshold, subject: .service, history: model.history.words)
      return detector.examine(record.service!, scene)
    }
  }

  /// What a detector finds about one endpoint in all minutes.
  func findings(
    _ detector: some TrafficDetector, about endpoint: String, by model: Model,
    threshold: Double = 5
  ) -> [Finding] {
    guard let baseline = model.endpoints[endpoint] else { return [] }
    return minutes.flatMap { record in
      let scene = TrafficScene(
        span: record.span, directory: directory, baseline: baseline,
        parent: ParentExpectation(service: model.service, at: record.span.start.seconds),
        threshold: threshold, subject: Subject(.endpoint, endpoint), history: model.history.words)
      return record.endpoints.filter { directory.endpoint($0.endpoint) == endpoint }
        .compactMap { detector.examine($0, scene) }
    }
  }

  private var minutes: [WindowRecord] { records.map(\.record).filter { $0.level == 0 } }
}
