import AccessLog
import Traffic

/// Turns a closed window into the record that is judged: leaves out the principals that cannot
/// matter, who are nearly as many as lines.
public struct WindowRecorder: Sendable {
  /// A recorder.
  public init() {}

  /// The record of a window. O(endpoints + principals).
  /// - Parameters:
  ///   - window: A window that is complete.
  ///   - level: 0 for the finest windows.
  public func record(_ window: Window, level: Int) -> WindowRecord {
    let floors = Floors.of(level: level)
    // Nobody rings about a passer-by.
    let aggregates = window.principals.aggregates
    var suspects: [Suspect] = []
    for place in aggregates.indices where couldMatter(aggregates[place], floors) {
      suspects.append(suspect(aggregates[place], window))
    }
    var endpoints: [TrafficPoint] = []
    if level == 0 {
      let aggregates = window.endpoints
      endpoints.reserveCapacity(aggregates.count)
      for (place, id) in window.endpointIDs.enumerated() {
        endpoints.append(point(id, aggregates[place], window))
      }
      endpoints.sort { $0.endpoint < $1.endpoint }
    }
    var record = WindowRecord(
      level: level, span: TimeSpan(start: window.start, end: window.end),
      service: level == 0 ? point(Endpoint.unknown, window.service, window) : nil,
      endpoints: endpoints, suspects: suspects,
      principalCount: window.principals.count)
    if level > 0 { record.networks = networks(of: window, floors) }
    if level == 0 { record.sources = window.sources.entries }
    if level == EndpointHour.level {
      record.hours = hours(window)
      record.missing = MissingHour(window)
    }
    return record
  }

  private func hours(_ window: Window) -> [EndpointHour] {
    let (ids, aggregates) = (window.endpointIDs, window.endpoints)
    return ids.indices.filter { ids[$0] > Endpoint.other }.map {
      EndpointHour(ids[$0], aggregates[$0], window)
    }.sorted { $0.endpoint < $1.endpoint }
  }

  /// True if any detector could ring about a principal.
  @inline(__always)
  private func couldMatter(_ aggregate: PrincipalAggregate, _ floors: Floors) -> Bool {
    aggregate.tally >= 0
      || Int(aggregate.failedLogIns) >= floors.failedLogIns
      || Int(aggregate.requests) >= floors.requests
      || aggregate.bytes >= floors.bytes
      || (Int(aggregate.statuses.notFound) >= floors.missingPaths
        && aggregate.missingPaths.estimate >= floors.missingPaths)
      || (Int(aggregate.walks.first.requests) >= floors.objects
        || Int(aggregate.walks.second.requests) >= floors.objects)
      || AccessFloors.reaches(aggregate, floors)
      || UserAgentRotation.couldMatter(aggregate, floors)
      || SuspiciousAgent.couldMatter(aggregate, floors)
  }

  func suspect(_ aggregate: PrincipalAggregate, _ window: Window) -> Suspect {
    let signs = aggregate.signEvidence.lines(on: window.shelf)
    let evidence = aggregate.evidence.lines(on: window.shelf)
    // Where every request bears a sign (a scanner's agent) its lines show all the rest as well.
    return Suspect(
      aggregate: aggregate, tally: window.principals.tally(of: aggregate), signEvidence: signs,
      evidence: evidence.isEmpty ? signs : evidence)
  }

  /// The lead is at most the leader's time less that of all others (Boyer & Moore), so that half of all
  /// time are three quarters.
  private func isOnesOwn(_ aggregate: TrafficAggregate) -> Bool {
    let lead = aggregate.timeMajority.lead
    return lead > 0 && lead >= aggregate.milliseconds / 2
  }

  private func point(
    _ id: EndpointID, _ aggregate: TrafficAggregate, _ window: Window
  ) -> TrafficPoint {
    let requests = aggregate.requests
    let isDominated = aggregate.requestMajority.lead >= UInt64(max(requests / 4, 8))
    // One of two requests a minute: enough of them in a row are worth a line.
    let isMostlyFailing = aggregate.statuses.serverErrors &* 4 > requests
    let isNotable =
      aggregate.statuses.serverErrors >= 3 || isMostlyFailing || aggregate.failedLogIns >= 1
      || isDominated || aggregate.bytes >= 1 << 22
    let (p50, p95) = aggregate.durations.quantiles(0.5, 0.95) ?? (-1, -1)
    return TrafficPoint(
      endpoint: id, requests: requests, serverErrors: aggregate.statuses.serverErrors,
      logIns: aggregate.logIns, failedLogIns: aggregate.failedLogIns,
      clients: UInt32(truncatingIfNeeded: aggregate.clients.estimate), bytes: aggregate.bytes,
      p95: Float(p95), p50: Float(p50), isOnesOwn: isOnesOwn(aggregate),
      failedBits: aggregate.failedBits,
      detail: isNotable ? TrafficPoint.Detail(aggregate, window) : nil)
  }
}
