import Foundation

/// The features of a principal's window that are judged together, as by an isolation forest.
///
/// Counts are on the logarithmic scale, because clients differ by orders of magnitude; shares are
/// 0…1. They follow what is used against bots and scrapers: requests and their rate, error shares by
/// sort, spread over paths and endpoints, payload, methods (deflect-ca/baskerville's web features;
/// Stevanovic, An & Vlajic 2012, "Feature evaluation for web crawler detection").
public enum PrincipalFeatures {
  /// The features' names, in the order of `values`.
  public static let names = [
    "logRequests",  // ln(1 + requests)
    "logBytesPerRequest",  // ln(1 + bytes / requests)
    "unauthorizedShare",  // 401 and 403 of all
    "notFoundShare",  // 404 and 410 of all
    "clientErrorShare",  // other 4xx of all
    "serverErrorShare",  // 5xx of all
    "redirectShare",  // 1xx and 3xx of all
    "logDistinctPaths",  // ln(1 + different paths)
    "pathsPerRequest",  // different paths / requests
    "logDistinctEndpoints",  // ln(1 + different endpoints)
    "unsafeShare",  // requests that change something, of all
    "staticShare",  // requests for static files, of all
    "logAgents",  // ln(1 + different user agents)
    "logDistinctObjects",  // ln(1 + different objects of the endpoint walked most)
    "sequentialShare",  // steps to the next number, of the requests of that walk
  ]

  /// The features of a window. O(1).
  public static func values(_ window: PrincipalAggregate) -> [Double] {
    let requests = Double(max(window.requests, 1))
    let statuses = window.statuses
    let walk = window.walks.widest
    let paths = Double(window.paths.estimate)
    return [
      log1p(Double(window.requests)), log1p(Double(window.bytes) / requests),
      Double(statuses.unauthorized &+ statuses.forbidden) / requests,
      Double(statuses.notFound) / requests,
      Double(statuses.otherClientErrors &+ statuses.throttled) / requests,
      Double(statuses.serverErrors) / requests, Double(statuses.redirected) / requests,
      log1p(paths), min(paths / requests, 1),
      log1p(Double(window.distinctEndpoints)), Double(window.unsafe) / requests,
      Double(window.staticFiles) / requests, log1p(Double(window.agents.nonzeroBitCount)),
      log1p(Double(walk.objects.estimate)),
      Double(walk.sequentialSteps) / Double(max(walk.requests, 1)),
    ]
  }
}

extension PrincipalAggregate {
  /// Different endpoints, by linear counting over 64 bits (see `BitmapCounter`).
  public var distinctEndpoints: Int { BitmapCounter.estimate(of64: endpoints) }
  /// Different user agents, counted in the same way.
  public var distinctAgents: Int { BitmapCounter.estimate(of64: agents) }
  /// Different pages, where a query that differs by the time makes no other page of it; each path is
  /// one at least.
  public var differentPages: Int {
    let pages = manner.pages.estimate
    guard manner.stamps > 0 else { return pages }
    return max(pages - Int(manner.stamps), min(paths.estimate, pages))
  }
}
