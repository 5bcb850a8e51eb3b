import Alerting

extension LiveStatus {
  /// The status in Prometheus' text format 0.0.4, for node_exporter's textfile collector.
  public var metrics: [UInt8] {
    var text = MetricsText()
    text.add(
      "tocsin_lines_total", .counter, "Lines read, by what became of them.",
      [
        ("kind=\"request\"", Double(account.requests)),
        ("kind=\"skipped\"", Double(account.skipped)),
        ("kind=\"malformed\"", Double(account.malformed)), ("kind=\"late\"", Double(account.late)),
      ])
    text.add("tocsin_lines_per_second", .gauge, "Lines a second, lately.", linesPerSecond)
    text.add(
      "tocsin_malformed_ratio", .gauge, "Share of all lines that fit no format.", malformedShare)
    if !latest.isAbsent {
      text.add(
        "tocsin_latest_event_timestamp_seconds", .gauge, "The latest time in the logs.",
        Double(latest.microseconds) / 1e6)
    }
    text.add(
      "tocsin_lag_bytes", .gauge, "Bytes written to the log and not read yet.",
      logs.compactMap { log in
        log.lag.map { ("log=\"\(MetricsText.label(log.name))\"", Double($0)) }
      })
    text.add("tocsin_alerts_total", .counter, "Alerts handed in since the start.", Double(alerts))
    text.add(
      "tocsin_dropped_requests_total", .counter,
      "Requests not counted for their client or endpoint because a table was full.",
      [("table=\"clients\"", Double(dropped)), ("table=\"endpoints\"", Double(endpointOverflow))])
    addSinks(to: &text)
    addCheckpoints(to: &text)
    text.add("tocsin_learning", .gauge, "1 while no model has been learned.", isLearning ? 1 : 0)
    text.add("tocsin_uptime_seconds", .gauge, "Seconds since the start.", uptime)
    return text.bytes
  }

  private func addSinks(to text: inout MetricsText) {
    let by = { (value: (SinkStatus) -> Int) in
      sinks.map { ("sink=\"\(MetricsText.label($0.name))\"", Double(value($0))) }
    }
    text.add(
      "tocsin_sink_delivered_total", .counter, "Alerts that the sink has taken.",
      by { $0.delivered })
    text.add(
      "tocsin_sink_failures_total", .counter, "Attempts to deliver that failed.", by { $0.failed })
    text.add("tocsin_sink_waiting", .gauge, "Alerts that wait for the sink.", by { $0.waiting })
    text.add(
      "tocsin_sink_given_up_total", .counter, "Alerts refused for good, or dropped.",
      by { $0.refused + $0.dropped })
  }

  private func addCheckpoints(to text: inout MetricsText) {
    text.add(
      "tocsin_checkpoints_total", .counter, "Checkpoints written since the start.",
      Double(checkpoints.written))
    text.add(
      "tocsin_checkpoint_bytes_total", .counter, "Bytes written for checkpoints.",
      Double(checkpoints.bytes))
    text.add(
      "tocsin_checkpoint_failing", .gauge, "1 where the last checkpoint could not be written.",
      checkpoints.problem == nil ? 0 : 1)
  }
}

/// Prometheus' text format: for each metric its help, its type, and a line for each set of labels.
struct MetricsText {
  enum Sort: String {
    case counter
    case gauge
  }

  private var text = ""

  var bytes: [UInt8] { Array(text.utf8) }

  mutating func add(_ name: String, _ sort: Sort, _ help: String, _ value: Double) {
    add(name, sort, help, [("", value)])
  }

  mutating func add(
    _ name: String, _ sort: Sort, _ help: String, _ values: [(labels: String, value: Double)]
  ) {
    guard !values.isEmpty else { return }
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(sort.rawValue)\n"
    for (labels, value) in values {
      text += labels.isEmpty ? name : "\(name){\(labels)}"
      text += " \(MetricsText.number(value))\n"
    }
  }

  /// Whole numbers without a fraction, as long as they are exact.
  private static func number(_ value: Double) -> String {
    Int64(exactly: value).map { "\($0)" } ?? "\(value)"
  }

  /// A label's value: backslash, quote and line break are escaped.
  static func label(_ text: String) -> String {
    PrintableText.make(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n")
  }
}
