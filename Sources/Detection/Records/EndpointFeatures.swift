import Foundation
import Traffic

/// The features of an endpoint's hour that are judged together by an isolation forest.
///
/// Counts and sizes are on the logarithmic scale, shares are 0…1; each is told as its distance from
/// what is usual for the endpoint, because endpoints differ from one another far more than an hour
/// of one differs from the next.
enum EndpointFeatures {
  /// The features' names, in the order of `values`.
  static let names = [
    "logRequests",  // ln(1 + requests)
    "logBytesPerRequest",  // ln(1 + bytes / requests)
    "logClients",  // ln(1 + different clients)
    "logRequestsPerClient",  // ln(requests / clients)
    "unauthorizedShare",  // 401 and 403 of all
    "notFoundShare",  // 404 and 410 of all
    "clientErrorShare",  // other 4xx of all
    "serverErrorShare",  // 5xx of all
    "redirectShare",  // 1xx and 3xx of all
    "logLargestAsk",  // ln(1 + the largest amount or offset asked for)
  ]

  /// The features of an hour. O(1).
  static func values(_ hour: EndpointHour) -> [Double] {
    let requests = Double(max(hour.requests, 1))
    let clients = Double(max(hour.clients, 1))
    let statuses = hour.statuses
    return [
      log1p(Double(hour.requests)), log1p(Double(hour.bytes) / requests), log1p(clients),
      log(max(requests / clients, 1)),
      Double(statuses.unauthorized &+ statuses.forbidden) / requests,
      Double(statuses.notFound) / requests,
      Double(statuses.otherClientErrors &+ statuses.throttled) / requests,
      Double(statuses.serverErrors) / requests, Double(statuses.redirected) / requests,
      log1p(Double(max(hour.marks.largest.amount, hour.marks.largest.offset))),
    ]
  }
}
