import Foundation
import Scoring
import Traffic

/// Errors that an endpoint has not shown before: somebody sends it what it was not made for, or
/// something behind it broke in a new way.
///
/// In a log: `500`, `400`, `405`, `415`, `422` from an endpoint that never answered so, or an error
/// page four times as large as any before (a stack trace, a database's message). Drawn by one client
/// from several endpoints it is somebody who feeds them what breaks (fuzzing); got by several clients
/// from one endpoint it is the endpoint's own trouble.
///
/// What looks most like it and must not ring: the endpoint's usual errors (they were shown before), a
/// new endpoint (it needs a day of history and five hundred requests), one odd error (one client at
/// one endpoint is never enough), an outage (502, 503 and 504 are the gateway's and ring as
/// `error-surge`), missing pages and refused log-ins (they have detectors of their own).
///
/// Numbers: if the visits with such an error were spread over the endpoint's life by chance, each
/// would fall into this very hour with probability p = requests of the hour / requests of the life;
/// c clients do so together with p^c, and so do the endpoints from which one client draws them. Size
/// counts by powers of two, neighbours as the same. Low; a client that draws 5xx from three endpoints
/// is medium.
///
/// OWASP API8:2023 Security Misconfiguration; ATT&CK T1190 Exploit Public-Facing Application.
public struct UnusualErrors: HourDetector {
  static let fewestHours = 24
  static let fewestRequests = 500
  static let fewestClients = 3
  static let fewestEndpoints = 3

  /// A detector.
  public init() {}

  /// An error that its endpoint has not shown before.
  private struct Novelty {
    var name: String
    var mark: ErrorMark
    /// −log10 of the chance that one visit with it falls into this hour.
    var surprise: Double
    var hour: EndpointHour
  }

  /// Rings about endpoints with new errors, and about clients that draw them from several.
  public func examine(_ hours: [EndpointHour], _ scene: inout HourScene) -> [Finding] {
    var novelties: [Novelty] = []
    for hour in hours where !hour.marks.errors.isEmpty {
      let name = scene.directory.endpoint(hour.endpoint)
      guard let life = scene.inventory.life(name), life.hours >= Self.fewestHours,
        life.requests >= Self.fewestRequests
      else { continue }
      let share = Double(hour.requests) / Double(life.requests + Int(hour.requests))
      for mark in hour.marks.errors where life.isNew(mark) {
        novelties.append(
          Novelty(name: name, mark: mark, surprise: -log10(max(share, 1e-9)), hour: hour))
      }
    }
    guard !novelties.isEmpty else { return [] }
    return ofEndpoints(novelties, scene) + ofClients(novelties, scene)
  }

  private func ofEndpoints(_ novelties: [Novelty], _ scene: HourScene) -> [Finding] {
    novelties.compactMap { novelty in
      let clients = novelty.mark.clients
      let surprise = Double(clients) * novelty.surprise
      guard clients >= Self.fewestClients, surprise >= scene.threshold else { return nil }
      return Finding(
        kind: .unusualErrors, subject: Subject(.endpoint, novelty.name), severity: .low,
        confidence: scene.confidence(surprise), surprise: min(surprise, Surprise.maximum),
        span: scene.span, requests: Int(novelty.mark.requests),
        headline: "answered \(novelty.mark.requests) requests of \(clients) clients with"
          + " \(novelty.mark.status), as it never did before",
        reasons: [
          Reason(
            feature: "status \(novelty.mark.status)", observed: Double(novelty.mark.requests),
            expected: 0, contribution: surprise, basis: scene.basis)
        ], evidence: scene.evidence(novelty.hour.errorLines))
    }
  }

  private func ofClients(_ novelties: [Novelty], _ scene: HourScene) -> [Finding] {
    var keys: [PrincipalKey] = []
    var groups: [PrincipalKey: [Novelty]] = [:]
    for novelty in novelties where novelty.mark.clients == 1 {
      let key = novelty.mark.first
      if groups[key] == nil { keys.append(key) }
      groups[key, default: []].append(novelty)
    }
    return keys.compactMap { key in
      let drawn = groups[key] ?? []
      let endpoints = Set(drawn.map(\.name)).count
      let surprise = drawn.reduce(0) { $0 + $1.surprise }
      guard endpoints >= Self.fewestEndpoints, surprise >= scene.threshold else { return nil }
      let failures = Set(drawn.filter { $0.mark.status >= 500 }.map(\.name)).count
      return Finding(
        kind: .unusualErrors, subject: scene.directory.subject(key),
        severity: failures >= Self.fewestEndpoints ? .medium : .low,
        confidence: scene.confidence(surprise), surprise: min(surprise, Surprise.maximum),
        span: scene.span, requests: drawn.reduce(0) { $0 + Int($1.mark.requests) },
        headline: "drew errors from \(endpoints) endpoints that these had never shown",
        reasons: drawn.prefix(5).map {
          Reason(
            feature: "status \($0.mark.status) of \($0.name)", observed: Double($0.mark.requests),
            expected: 0, contribution: $0.surprise, basis: scene.basis)
        }, evidence: scene.evidence(drawn.prefix(5).flatMap { $0.hour.errorLines.prefix(1) }))
    }
  }
}
