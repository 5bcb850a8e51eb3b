import Alerting

extension LiveStatus {
  /// The status as one JSON object: the schema `tocsin.status/1`.
  public var json: [UInt8] {
    var json = JSONBytes()
    json.object { json in
      json.field("schema", "tocsin.status/1")
      json.field("time", UTCTime.rfc3339(.init(seconds: Int64(time))))
      json.field("uptime", uptime)
      json.field("lines", account.lines)
      json.field("requests", account.requests)
      json.field("skipped", account.skipped)
      json.field("malformed", account.malformed)
      json.field("late", account.late)
      json.field("linesPerSecond", linesPerSecond)
      json.field("lagBytes", Int(lagBytes))
      if !latest.isAbsent { json.field("latest", UTCTime.rfc3339(latest)) }
      json.field("alerts", alerts)
      json.field("droppedRequests", dropped)
      json.field("endpointOverflow", endpointOverflow)
      json.field("learning", isLearning)
      json.field("gatheredSeconds", Int(gatheredSeconds))
      json.field(
        "checkpoints",
        object: { json in
          json.field("written", checkpoints.written)
          json.field("bytes", checkpoints.bytes)
          json.field("lastBytes", checkpoints.lastBytes)
          json.field("takingSeconds", checkpoints.takingSeconds)
          json.field("writingSeconds", checkpoints.writingSeconds)
          if let problem = checkpoints.problem { json.field("problem", problem) }
        })
      json.field(
        "logs",
        array: { json in
          for log in logs { LiveStatus.write(log, to: &json) }
        })
      json.field(
        "sinks",
        array: { json in
          for sink in sinks { LiveStatus.write(sink, to: &json) }
        })
    }
    json.endLine()
    return json.bytes
  }

  private static func write(_ log: TailStatus, to json: inout JSONBytes) {
    json.object { json in
      json.field("name", PrintableText.make(log.name))
      json.field("lines", log.lines)
      json.field("malformed", log.malformed)
      if let lag = log.lag { json.field("lagBytes", Int(lag)) }
      if let format = log.format { json.field("format", format) }
      if let problem = log.problem { json.field("problem", problem) }
    }
  }

  private static func write(_ sink: SinkStatus, to json: inout JSONBytes) {
    json.object { json in
      json.field("name", sink.name)
      json.field("delivered", sink.delivered)
      json.field("waiting", sink.waiting)
      json.field("failed", sink.failed)
      json.field("refused", sink.refused)
      json.field("dropped", sink.dropped)
      json.field("silenced", sink.silenced)
      if let error = sink.lastError { json.field("lastError", error) }
    }
  }
}
