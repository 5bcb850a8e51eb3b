import Foundation
import Scoring
import Traffic

/// An old version of the interface that had gone quiet is used again (a zombie API): old versions
/// miss the checks that were added since.
///
/// In a log: `GET /api/v1/users` answered 200, days after the last request below `/api/v1`, while
/// `/api/v2` is what everybody uses.
///
/// What looks most like it and must not ring: an old version that a few clients still use now and
/// then (its pauses are as usual), a weekend (three days of the service's own hours are asked for),
/// the newest version after a pause (nothing newer is there), a scanner that tries `/v1/` (not
/// answered 2xx).
///
/// Numbers: how often a version is used is known from u of h hours only, as a beta distribution with
/// parameters u and h − u + 1; under it the chance of g hours without is B(u, h − u + 1 + g) /
/// B(u, h − u + 1), the tail of a beta-geometric distribution. Low; all endpoints of a version are one finding.
///
/// OWASP API9:2023 Improper Inventory Management.
public struct DeprecatedEndpoint: HourDetector {
  static let leastPause = 72

  /// A detector.
  public init() {}

  /// Rings about each version that comes back.
  public func examine(_ hours: [EndpointHour], _ scene: inout HourScene) -> [Finding] {
    let asleep = scene.inventory.versions.filter {
      scene.inventory.hours - $0.value.last >= Self.leastPause
    }
    guard !asleep.isEmpty else { return [] }
    var busiest: [String: (hour: EndpointHour, version: InterfaceVersion)] = [:]
    for hour in hours where hour.statuses.successful > 0 {
      guard let version = InterfaceVersion(scene.directory.endpoint(hour.endpoint)),
        asleep[version.prefix] != nil
      else { continue }
      if let known = busiest[version.prefix], known.hour.requests >= hour.requests { continue }
      busiest[version.prefix] = (hour, version)
    }
    return busiest.sorted { $0.key < $1.key }.compactMap { prefix, found in
      finding(prefix, found.hour, found.version, scene)
    }
  }

  private func finding(
    _ prefix: String, _ hour: EndpointHour, _ version: InterfaceVersion, _ scene: HourScene
  ) -> Finding? {
    guard let life = scene.inventory.versions[prefix] else { return nil }
    let pause = scene.inventory.hours - life.last
    guard pause >= Self.leastPause, hasNewer(version, scene.inventory, pause: pause) else {
      return nil
    }
    let surprise = Self.surprise(
      of: pause, used: life.used, hours: life.last - life.first + 1)
    guard surprise >= scene.serviceThreshold else { return nil }
    let name = scene.directory.endpoint(hour.endpoint)
    return Finding(
      kind: .deprecatedEndpoint, subject: Subject(.endpoint, name), severity: .low,
      confidence: Confidence.of(surprise, threshold: scene.serviceThreshold), surprise: surprise,
      span: scene.span, requests: Int(hour.requests),
      headline: "\(prefix) is used again after \(pause) hours in which nobody did,"
        + " first of all \(name)",
      reasons: [
        Reason(
          feature: "hoursUnused", observed: Double(pause),
          expected: Double(life.last - life.first) / Double(max(life.used, 1)),
          contribution: surprise, basis: scene.basis)
      ], evidence: scene.evidence(hour.errorLines))
  }

  /// −log10 of the chance of a pause so long.
  static func surprise(of pause: Int, used: Int, hours: Int) -> Double {
    let unused = Double(max(hours - used, 0) + 1)
    let all = unused + Double(used)
    let gone = Double(pause)
    return Surprise.fromLog(
      SpecialFunctions.logGamma(unused + gone) - SpecialFunctions.logGamma(unused)
        + SpecialFunctions.logGamma(all) - SpecialFunctions.logGamma(all + gone))
  }

  /// True if a newer version of the same interface was used during the pause.
  private func hasNewer(
    _ version: InterfaceVersion, _ inventory: Inventory, pause: Int
  ) -> Bool {
    inventory.versions.contains { prefix, life in
      guard let other = InterfaceVersion(prefix) else { return false }
      return other.base == version.base && other.number > version.number
        && inventory.hours - life.last < pause
    }
  }
}
