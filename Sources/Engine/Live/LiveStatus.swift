import AccessLog
import Alerting
import Reporting

/// How a live run is doing: for SIGUSR1, the status file and the metrics.
public struct LiveStatus: Sendable {
  /// Seconds since 1970.
  public var time = 0.0
  /// Seconds since the start.
  public var uptime = 0.0
  /// The account of all lines since the state began.
  public var account = Accounting()
  /// Lines a second, lately.
  public var linesPerSecond = 0.0
  /// The latest time in the logs.
  public var latest = Timestamp.absent
  /// Each log.
  public var logs: [TailStatus] = []
  /// Each sink.
  public var sinks: [SinkStatus] = []
  /// Alerts handed in since the start.
  public var alerts = 0
  /// Requests not counted for their client because a table was full.
  public var dropped = 0
  /// Requests whose endpoint found its table full.
  public var endpointOverflow = 0
  /// What checkpoints cost.
  public var checkpoints = CheckpointStore.Cost()
  /// True while no model has been learned yet.
  public var isLearning = false
  /// Seconds of history gathered for it.
  public var gatheredSeconds: Int64 = 0

  /// Bytes that were written to the logs and not read yet.
  public var lagBytes: Int64 { logs.reduce(0) { $0 + ($1.lag ?? 0) } }
  /// The share of malformed lines.
  public var malformedShare: Double {
    account.lines > 0 ? Double(account.malformed) / Double(account.lines) : 0
  }

  /// The status in sentences.
  public var lines: [String] {
    var lines = [
      "\(account.lines) lines = \(account.requests) requests + \(account.skipped) skipped +"
        + " \(account.malformed) malformed + \(account.late) late;"
        + " \(Figures.rate(linesPerSecond)) lines/s, \(lagBytes) bytes behind.",
      "\(alerts) alerts; \(dropped) requests not counted for their client;"
        + " \(checkpoints.written) checkpoints, the last of \(checkpoints.lastBytes) bytes.",
    ]
    for log in logs {
      lines.append(
        "\(PrintableText.make(log.name)): \(log.lines) lines, \(log.lag.map { "\($0) bytes behind" } ?? "a stream")"
          + (log.problem.map { "; \($0)" } ?? ""))
    }
    for sink in sinks {
      lines.append(
        "sink \(sink.name): \(sink.delivered) delivered, \(sink.waiting) waiting,"
          + " \(sink.failed) attempts failed, \(sink.refused + sink.dropped) given up"
          + (sink.lastError.map { "; \($0)" } ?? ""))
    }
    if let problem = checkpoints.problem { lines.append(problem) }
    return lines
  }
}

extension WatchRun {
  /// How it is doing.
  public func status() -> LiveStatus {
    let now = surroundings.steady()
    health.settle(now)
    var status = LiveStatus()
    status.time = surroundings.wall()
    status.uptime = now - health.started
    status.account = account
    status.account.late = pipeline.lateRequests
    status.account.requests -= pipeline.lateRequests
    status.linesPerSecond = health.linesPerSecond
    status.latest = pipeline.latestTime
    status.logs = follower.status
    status.sinks = delivery.status()
    status.alerts = health.alerts
    status.dropped = pipeline.droppedRequests
    status.endpointOverflow = pipeline.endpointOverflow
    status.checkpoints = store?.cost ?? CheckpointStore.Cost()
    status.isLearning = pipeline.isLearning
    status.gatheredSeconds = pipeline.gatheredSeconds
    return status
  }

  /// Writes the status file and the metrics, where they are wanted.
  func writeStatus() {
    lastStatus = surroundings.steady()
    guard settings.statusFile != nil || settings.metricsFile != nil else { return }
    let status = status()
    for (path, bytes) in [
      (settings.statusFile, status.json), (settings.metricsFile, status.metrics),
    ] {
      guard let path else { continue }
      do throws(Outbox.Failure) {
        try SmallFile.replace(bytes, at: path, mode: 0o644)
        saidAboutStatus[path] = nil
      } catch {
        if saidAboutStatus[path] != error.description { surroundings.say(error.description) }
        saidAboutStatus[path] = error.description
      }
    }
  }
}
