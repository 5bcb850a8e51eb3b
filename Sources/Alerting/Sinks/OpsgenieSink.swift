/// Opsgenie, by its alert API: one alert for each incident, closed when it is over.
///
/// Atlassian has announced the service's end of support.
public struct OpsgenieSink: AlertSink {
  /// The service's address unless the account is in the European Union (`https://api.eu.opsgenie.com`).
  public static let address = "https://api.opsgenie.com"

  private let base: SecretURL
  private let key: String
  private let delivery: HTTPDelivery

  /// A sink.
  /// - Parameters:
  ///   - base: The service's address.
  ///   - key: The integration's key. A secret.
  public init(base: SecretURL, key: String, transport: any HTTPTransport) {
    self.base = base
    self.key = key
    delivery = HTTPDelivery(transport)
  }

  /// Creates or closes. There may be nothing to close any more: that is as good as closed.
  public func deliver(_ alert: Alert) async -> Delivery {
    let call = HTTPCall(
      base.appending(OpsgeniePayload.path(alert)),
      headers: [("Content-Type", "application/json"), ("Authorization", "GenieKey \(key)")],
      body: OpsgeniePayload.make(alert))
    return await delivery.send(call, secrets: [key]) {
      $0.status == 404 && alert.event == .resolved ? .delivered : nil
    }
  }
}
