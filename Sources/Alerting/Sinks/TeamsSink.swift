/// A Microsoft Teams channel, by a workflow's webhook.
public struct TeamsSink: AlertSink {
  private let url: SecretURL
  private let delivery: HTTPDelivery

  /// A sink.
  /// - Parameter url: The workflow's address. A secret: its `sig` lets anybody post.
  public init(url: SecretURL, transport: any HTTPTransport) {
    self.url = url
    delivery = HTTPDelivery(transport)
  }

  /// Posts a card. Workflows answer 202 with an empty body; the connectors that they replace answer
  /// 200 with `1`, or with the error in the body.
  public func deliver(_ alert: Alert) async -> Delivery {
    let call = HTTPCall(
      url, headers: [("Content-Type", "application/json")], body: TeamsPayload.make(alert))
    return await delivery.send(call) { answer in
      guard answer.status == 200 else { return nil }
      let said = SecretText.clean(answer.body, secrets: url.secrets)
      guard !said.isEmpty, said != "1" else { return nil }
      // The connectors hide their own 429 in such a text.
      return said.contains("429")
        ? .tryAgain(reason: "\(url) answered 200 with '\(said)'.", after: nil)
        : .refused(reason: "\(url) answered 200 with '\(said)'.")
    }
  }
}
