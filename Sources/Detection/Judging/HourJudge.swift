import AccessLog
import Scoring
import Traffic

/// Judges an hour of all endpoints: one file for each sign.
public protocol HourDetector: Sendable {
  /// What is to be rung about in this hour.
  func examine(_ hours: [EndpointHour], _ scene: inout HourScene) -> [Finding]
}

/// What such a detector may know beside the numbers.
public struct HourScene: Sendable {
  /// The hour.
  public var span: TimeSpan
  /// The names of endpoints, users and sources.
  public var directory: Directory
  /// What the endpoints have shown before this hour.
  public var inventory: Inventory
  /// What their hours look like as a whole.
  public var outliers: EndpointOutlierModel?
  /// The surprise from which an endpoint's hour may ring, by the false-alarm budget.
  public var threshold: Double
  /// The surprise from which an hour of the whole service may ring.
  public var serviceThreshold: Double
  /// The surprise from which an hour judged as a whole may ring.
  public var outlierThreshold: Double

  /// How much history the judgement rests on.
  var basis: String { "\(inventory.hours) hours of this service" }

  /// Confidence 0…1 in a finding with this surprise.
  func confidence(_ surprise: Double) -> Double { Confidence.of(surprise, threshold: threshold) }

  /// Evidence lines from kept ones.
  func evidence(_ lines: [KeptLine]) -> [EvidenceLine] { lines.map(directory.evidence) }
}

/// Has the detectors look at each hour of the endpoints, and of what no endpoint answers, and then takes it in as history.
struct HourJudge: Sendable {
  /// What the endpoints have shown so far.
  private(set) var inventory: Inventory
  private let detectors: [any HourDetector]

  /// A judge that goes on from an inventory.
  init(_ inventory: Inventory = Inventory()) {
    self.inventory = inventory
    detectors = [
      UnusualErrors(), ResourceAbuse(), SecretInURL(), UndocumentedEndpoint(), NewEndpoint(),
      DeprecatedEndpoint(), EndpointOutlier(),
    ]
  }

  /// Judges the hour of a record, if it is one. O(endpoints).
  mutating func take(
    _ record: WindowRecord, _ directory: Directory, _ thresholds: Thresholds,
    outliers: EndpointOutlierModel?, missing: QuantityBaseline?
  ) -> [Finding] {
    guard !record.hours.isEmpty else { return [] }
    var scene = HourScene(
      span: record.span, directory: directory, inventory: inventory, outliers: outliers,
      threshold: thresholds.endpointHours, serviceThreshold: thresholds.serviceHours,
      outlierThreshold: thresholds.endpointOutliers)
    inventory = Inventory()  // so that it is changed in place, not copied
    var findings: [Finding] = []
    for detector in detectors { findings += detector.examine(record.hours, &scene) }
    if let hour = record.missing, let missing {
      findings += DistributedDiscovery().examine(hour, missing, scene).map { [$0] } ?? []
    }
    inventory = scene.inventory
    inventory.live(record, directory)
    return findings
  }
}

extension HourJudge: Snapshotting {
  /// What the endpoints have shown so far, as it is kept over a restart.
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try inventory.snapshot(&archive)
  }
}
