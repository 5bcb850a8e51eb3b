/// A receiver of one's own over HTTP: signed after Standard Webhooks 1.0.0, or another document.
public struct WebhookSink: AlertSink {
  private let url: SecretURL
  private let format: AlertFormat
  private let secrets: [StandardWebhook.Secret]
  private let authorization: String?
  private let delivery: HTTPDelivery

  /// A sink.
  /// - Parameters:
  ///   - format: The document; `standard` is the message of Standard Webhooks.
  ///   - secrets: Keys to sign with, the current one first; none for an unsigned message.
  ///   - authorization: Value of the header `Authorization`. A secret.
  public init(
    url: SecretURL, format: AlertFormat = .standard, secrets: [StandardWebhook.Secret] = [],
    authorization: String? = nil, transport: any HTTPTransport,
    now: (@Sendable () -> Double)? = nil
  ) {
    self.url = url
    self.format = format
    self.secrets = secrets
    self.authorization = authorization
    delivery = now.map { HTTPDelivery(transport, now: $0) } ?? HTTPDelivery(transport)
  }

  /// Sends the alert; `webhook-id` is the same whenever it is sent.
  public func deliver(_ alert: Alert) async -> Delivery {
    let message = StandardWebhook(alert, body: format.body(alert))
    var headers = message.headers(at: Int64(delivery.time), secrets: secrets)
    headers[0].value = format.contentType
    if secrets.isEmpty { headers.removeAll { $0.name == "webhook-signature" } }
    if let authorization { headers.append(("Authorization", authorization)) }
    let call = HTTPCall(url, headers: headers, body: message.body)
    // The standard's way to say "never again".
    return await delivery.send(call, secrets: [authorization ?? ""]) {
      $0.status == 410 ? .receiverGone : nil
    }
  }
}
