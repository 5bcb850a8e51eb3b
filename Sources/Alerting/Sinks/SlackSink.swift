/// A Slack channel, by an incoming webhook.
public struct SlackSink: AlertSink {
  private let url: SecretURL
  private let delivery: HTTPDelivery

  /// A sink.
  /// - Parameter url: The webhook's address. A secret.
  public init(url: SecretURL, transport: any HTTPTransport) {
    self.url = url
    delivery = HTTPDelivery(transport)
  }

  /// Posts a message. Slack says `ok` in the body, and anything else is a failure whatever the
  /// status.
  public func deliver(_ alert: Alert) async -> Delivery {
    let call = HTTPCall(
      url, headers: [("Content-Type", "application/json")], body: SlackPayload.make(alert))
    return await delivery.send(call) { answer in
      guard (200..<300).contains(answer.status) else { return nil }
      if answer.status == 200, answer.body == Array("ok".utf8) { return .delivered }
      let said = SecretText.clean(answer.body, secrets: url.secrets)
      return .refused(reason: "\(url) answered \(answer.status) and not 'ok' but '\(said)'.")
    }
  }
}
