import Foundation
import Scoring
import Traffic

/// An endpoint that was never seen before answers: released by somebody, or put there (a shadow API,
/// a debug route, a web shell).
///
/// In a log: a path that answers 2xx after days in which nobody asked for it or it did not exist.
///
/// What looks most like it and must not ring: the first days of a log (three days are asked for
/// before an endpoint may be new), a rare endpoint that happened not to be used yet (see below), a
/// site whose pages always come and go (many rare endpoints make the next one no surprise), new
/// names of static files after a release. A release that adds five endpoints is one incident: new
/// ones of the same hour are told as one, and those that were born with them are not told again.
///
/// Numbers: if the visits of an endpoint were spread over the log by chance, all c of them would fall
/// behind its first one with probability p^c, where p is the share of the log's requests that lies
/// there; with f endpoints as rare as this one the expected number of such accidents is (f + 1)·p^c.
/// A client counts once in an hour, so a single client's burst is one visit. Low by itself.
///
/// OWASP API9:2023 Improper Inventory Management.
public struct NewEndpoint: HourDetector {
  static let leastHistory: Int64 = 3 * 86_400
  static let oldest: Int64 = 7 * 86_400
  static let fewestSuccesses = 3
  /// Endpoints born so near to one another are one release.
  static let release: Int64 = 2 * 3600

  /// A detector.
  public init() {}

  /// An endpoint that may be new, with this hour taken in.
  private struct Candidate {
    var name: String
    var life: EndpointLife
    var surprise: Double
  }

  /// Rings once about what is new.
  public func examine(_ hours: [EndpointHour], _ scene: inout HourScene) -> [Finding] {
    guard let start = scene.inventory.start else { return [] }
    let time = scene.span.start.seconds
    let total = scene.inventory.requests + hours.reduce(0) { $0 + Int($1.requests) }
    var candidates: [Candidate] = []
    for hour in hours {
      let name = scene.directory.endpoint(hour.endpoint)
      var life =
        scene.inventory.life(name)
        ?? EndpointLife(name, first: time, requestsBefore: scene.inventory.requests)
      guard life.first - start >= Self.leastHistory, time - life.first <= Self.oldest else {
        continue
      }
      guard !scene.inventory.isTold(.newEndpoint, name) else { continue }
      life.live(hour, at: time)
      guard life.successes >= Self.fewestSuccesses, life.staticFiles * 2 < life.requests else {
        continue
      }
      let share = Double(total - life.requestsBefore) / Double(max(total, 1))
      let rare = scene.inventory.rarer(than: life.visits, before: life.first)
      let surprise =
        -Double(life.visits) * log10(max(share, 1e-9)) - log10(Double(rare + 1))
      guard surprise >= scene.serviceThreshold else { continue }
      candidates.append(Candidate(name: name, life: life, surprise: surprise))
    }
    return tell(candidates, hours, &scene)
  }

  private func tell(
    _ candidates: [Candidate], _ hours: [EndpointHour], _ scene: inout HourScene
  ) -> [Finding] {
    let time = scene.span.start.seconds
    // Born with others that were told before: the same release.
    let new = candidates.filter { candidate in
      (-1...1).allSatisfy {
        !scene.inventory.isTold(.newEndpoint, Self.birth(candidate.life, $0))
      }
    }
    for candidate in candidates {
      _ = scene.inventory.mustTell(.newEndpoint, candidate.name, at: time)
      _ = scene.inventory.mustTell(.newEndpoint, Self.birth(candidate.life, 0), at: time)
    }
    guard let first = new.first else { return [] }
    let surprise = min(new.map(\.surprise).max() ?? 0, Surprise.maximum)
    let names = new.prefix(5).map(\.name).joined(separator: ", ")
    return [
      Finding(
        kind: .newEndpoint,
        subject: new.count == 1 ? Subject(.endpoint, first.name) : .service, severity: .low,
        confidence: Confidence.of(surprise, threshold: scene.serviceThreshold), surprise: surprise,
        span: scene.span, requests: new.reduce(0) { $0 + $1.life.requests },
        headline: new.count == 1
          ? "\(names) answers, and was never seen before"
          : "\(new.count) endpoints answer that were never seen before: \(names)",
        reasons: new.prefix(5).map {
          Reason(
            feature: $0.name, observed: Double($0.life.visits), expected: 0,
            contribution: $0.surprise, basis: scene.basis)
        }, evidence: [])
    ]
  }

  /// When an endpoint was born, in steps of a release, under which it is remembered as told.
  private static func birth(_ life: EndpointLife, _ step: Int64) -> String {
    "born \(life.first / release + step)"
  }
}
