import Scoring
import Traffic

/// One path fetched with ever new random parameters, so that no cache can answer and each request
/// reaches the server.
///
/// In a log: `GET /search?x=8f3a…`, `?x=19c2…`, `?x=…` by one client, twice a second and more, all of
/// one path and no two alike.
///
/// What looks most like it and must not ring: a list that is paged through (`page=7`: its parameter
/// says how far), a walk over objects by their id (`object-enumeration`), somebody who types into a
/// search that asks at every letter (some dozens, then a pause), a page that polls with a time stamp
/// (once a second at most), tiles of a map (where others do it too, the service's own population says
/// that it is usual).
///
/// Numbers: within a minute a further new query of the same path from an honest client is about nine
/// in ten as likely as the one before (0.05 of surprise each); the floor is two a second. Nine in ten
/// requests must have a query not seen before in the window. Where the service's history is known its
/// principals have to agree. Low; medium from ten requests a second on, when it is a flood as well.
///
/// OWASP API4:2023 Unrestricted Resource Consumption; ATT&CK T1499.003 Application Exhaustion Flood.
public struct CacheBusting: PrincipalDetector {
  static let weightOfQuery = 0.05
  /// New queries a second.
  static let leastRate = 2.0
  static let mostPaths = 2
  static let leastShare = 0.9

  /// A detector.
  public init() {}

  /// Rings about minutes beyond floor and threshold.
  public func examine(_ suspect: Suspect, _ scene: Scene) -> Finding? {
    let aggregate = suspect.aggregate
    let manner = aggregate.manner
    guard scene.level == 0, !aggregate.key.isUser,
      Double(aggregate.requests) >= Self.leastRate * scene.span.seconds,
      aggregate.paths.estimate <= Self.mostPaths, aggregate.unsafe == 0,
      Double(manner.queries) >= Self.leastShare * Double(aggregate.requests),
      manner.asks * 2 < aggregate.requests,
      aggregate.walks.widest.objects.estimate * 2 < pages(manner)
    else { return nil }
    let pages = pages(manner)
    let isNew =
      Double(pages) >= Self.leastShare * Double(aggregate.requests) || pages >= BitmapCounter.limit
    guard isNew else { return nil }
    let surprise = scene.surprise(
      prior: Self.weightOfQuery * Double(pages), \.pages, Double(pages))
    guard surprise >= scene.threshold else { return nil }
    let isFlood = Double(aggregate.requests) >= TrafficSurge.floodRate * scene.span.seconds
    return Finding(
      kind: .cacheBusting, subject: scene.directory.subject(aggregate.key),
      severity: isFlood ? .medium : .low, confidence: scene.confidence(surprise),
      surprise: surprise, span: scene.span, requests: Int(aggregate.requests),
      headline: "\(aggregate.requests) requests to one path in \(scene.spanWords),"
        + " hardly two with the same parameters",
      reasons: [
        Reason(
          feature: "distinctQueries", observed: Double(pages), expected: scene.expected(\.pages),
          contribution: surprise, basis: scene.basis,
          test: scene.test(
            weight: Self.weightOfQuery, amount: Double(pages), \.pages, Double(pages)))
      ], evidence: scene.evidence(suspect.evidence))
  }

  private func pages(_ manner: PrincipalManner) -> Int { manner.pages.estimate }
}
