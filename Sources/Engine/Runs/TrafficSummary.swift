import AccessLog
import Detection
import Reporting
import Traffic

/// Fills the overview of the traffic from what the pipeline counted.
enum TrafficSummary {
  static let listed = 10

  static func overview(_ pipeline: TrafficPipeline) -> TrafficOverview {
    let directory = pipeline.directory
    let tally = pipeline.tally
    var overview = TrafficOverview()
    overview.statusClasses = classes(
      tally.statuses, all: pipeline.requestCount - pipeline.lateRequests)
    let endpoints = directory.endpoints.filter { $0.requests > 0 }
    overview.endpoints = endpoints.sorted {
      $0.requests != $1.requests ? $0.requests > $1.requests : $0.name < $1.name
    }.prefix(listed).map { Counted(name: $0.name, requests: $0.requests) }
    overview.distinctEndpoints = max(directory.endpoints.count - 2, 0)
    overview.clients = tally.clients.top(listed).map {
      Counted(
        name: directory.names.text($0.key), requests: Int($0.requests), errors: Int($0.errors))
    }
    overview.distinctClients = tally.distinctClients.estimate
    overview.volume = volume(tally)
    return overview
  }

  private static func classes(_ statuses: StatusTally, all: Int) -> [Int] {
    var classes = [
      0, 0, Int(statuses.successful), Int(statuses.redirected), Int(statuses.clientErrors),
      Int(statuses.serverErrors),
    ]
    classes[0] = max(all - classes.reduce(0, +), 0)
    return classes
  }

  /// The stretches counted, with empty ones between them; joined where there would be too many.
  private static func volume(_ tally: RunTally) -> Volume? {
    guard let first = tally.volume.first, let last = tally.volume.last else { return nil }
    var step = tally.step
    let seconds = last.start.seconds - first.start.seconds
    while seconds / step >= Int64(RunTally.stretchLimit) { step *= 2 }
    let start = first.start.floored(toSeconds: step).seconds
    let count = Int((last.start.seconds - start) / step) + 1
    var requests = [Int](repeating: 0, count: count)
    var errors = requests
    for stretch in tally.volume {
      let bin = Int((stretch.start.seconds - start) / step)
      requests[bin] += stretch.requests
      errors[bin] += stretch.errors
    }
    return Volume(
      start: Timestamp(seconds: start), step: step, requests: requests, errors: errors)
  }
}
