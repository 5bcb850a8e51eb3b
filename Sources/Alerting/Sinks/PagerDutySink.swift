/// PagerDuty, by its Events API v2: one conversation for each incident, which ends by itself.
public struct PagerDutySink: AlertSink {
  /// The service's address unless the account is in another region.
  public static let address = "https://events.pagerduty.com"

  private let url: SecretURL
  private let routingKey: String
  private let delivery: HTTPDelivery

  /// A sink.
  /// - Parameters:
  ///   - base: The service's address.
  ///   - routingKey: The integration's key. A secret.
  public init(base: SecretURL, routingKey: String, transport: any HTTPTransport) {
    url = base.appending(PagerDutyPayload.path)
    self.routingKey = routingKey
    delivery = HTTPDelivery(transport)
  }

  /// Triggers or resolves.
  public func deliver(_ alert: Alert) async -> Delivery {
    let body = PagerDutyPayload.make(alert, routingKey: routingKey)
    let call = HTTPCall(url, headers: [("Content-Type", "application/json")], body: body)
    return await delivery.send(call, secrets: [routingKey])
  }
}
