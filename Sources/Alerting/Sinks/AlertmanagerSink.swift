import Synchronization

/// Prometheus Alertmanager, by its API v2. It forgets an alert that is not sent again within its
/// `resolve_timeout` (5 minutes), so that this sends what is open once a minute, and what is over a
/// few times more, as Prometheus does.
public final class AlertmanagerSink: RepeatingSink {
  /// Seconds between two repetitions.
  public let period: Double
  /// How often the end is said again: an Alertmanager that was away for that long hears of it.
  private static let mostEnds = 5

  private let url: SecretURL
  private let authorization: String?
  private let delivery: HTTPDelivery
  private let memory: OpenAlerts?
  private let state: Mutex<State>

  private struct State {
    var open: [String: Alert] = [:]
    /// What is over, and how often that is still to be said.
    var over: [String: (alert: Alert, left: Int)] = [:]
  }

  /// A sink.
  /// - Parameters:
  ///   - base: The service's address.
  ///   - authorization: Value of the header `Authorization`. A secret.
  ///   - memory: Where what is open is remembered over restarts.
  public init(
    base: SecretURL, authorization: String? = nil, transport: any HTTPTransport,
    memory: OpenAlerts? = nil, period: Double = 60
  ) {
    url = base.appending(AlertmanagerPayload.path)
    self.authorization = authorization
    self.memory = memory
    self.period = period
    delivery = HTTPDelivery(transport)
    var state = State()
    for alert in memory?.load() ?? [] { state.open[alert.id] = alert }
    self.state = Mutex(state)
  }

  /// Sends the alert, and keeps it in mind while it is open.
  public func deliver(_ alert: Alert) async -> Delivery {
    let result = await send([alert])
    guard result == .delivered else { return result }
    let open = state.withLock { state -> [Alert] in
      if alert.event == .resolved {
        state.open[alert.id] = nil
        state.over[alert.id] = (alert, AlertmanagerSink.mostEnds)
      } else {
        state.open[alert.id] = alert
        state.over[alert.id] = nil
      }
      return state.open.values.sorted { $0.id < $1.id }
    }
    memory?.save(open)
    return result
  }

  /// Sends what is open, and what is over lately.
  public func repeatWhatIsOpen(at now: Double) async -> String? {
    let alerts = state.withLock { state -> [Alert] in
      let alerts = Array(state.open.values) + state.over.values.map(\.alert)
      for id in Array(state.over.keys) {
        state.over[id]?.left -= 1
        if state.over[id]?.left == 0 { state.over[id] = nil }
      }
      return alerts.sorted { $0.id < $1.id }
    }
    guard !alerts.isEmpty else { return nil }
    switch await send(alerts) {
    case .delivered, .receiverGone: return nil
    case .tryAgain(let reason, _), .refused(let reason): return reason
    }
  }

  private func send(_ alerts: [Alert]) async -> Delivery {
    var headers = [(name: "Content-Type", value: "application/json")]
    if let authorization { headers.append(("Authorization", authorization)) }
    let call = HTTPCall(url, headers: headers, body: AlertmanagerPayload.make(alerts))
    return await delivery.send(call, secrets: [authorization ?? ""])
  }
}
