/// Some hours of a small service's log with five attacks in it, the same for the same seed.
public struct Siege: Sendable {
  /// The lines, in the order of time.
  public let lines: [LogLine]
  /// Who attacks.
  public static let attackers = (7...10).map { "198.51.100.\($0)" }

  /// A log.
  /// - Parameter hours: Its length; the attacks are in its last hour.
  public init(seed: UInt64 = 1, hours: Int = 6, perMinute: Int = 10) {
    let start = monday + 9 * 3600
    let ordinary = OrdinaryTraffic(seed: seed, perMinute: perMinute)
      .lines(from: start, minutes: hours * 60)
    let siege = start + Int64(hours - 1) * 3600
    let attacks =
      Attacks.bruteForce(at: siege + 300, tries: 40, succeeds: true)
      + Attacks.contentDiscovery(at: siege + 900, paths: 120)
      + Attacks.walk(at: siege + 1500, objects: 200)
      + Attacks.injection(at: siege + 2400, requests: 6)
    lines = (ordinary + attacks).inTime
  }
}
