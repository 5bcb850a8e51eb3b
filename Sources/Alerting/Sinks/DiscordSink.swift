import Foundation

/// A Discord channel, by a webhook.
public struct DiscordSink: AlertSink {
  private let url: SecretURL
  private let delivery: HTTPDelivery

  /// A sink.
  /// - Parameter url: The webhook's address. A secret.
  public init(url: SecretURL, transport: any HTTPTransport) {
    // Without `wait` Discord answers before it has looked at the message.
    self.url = url.appending(url.hasQuery ? "&wait=true" : "?wait=true")
    delivery = HTTPDelivery(transport)
  }

  /// Posts a message. When it is too much, Discord names the wait in the body, with fractions.
  public func deliver(_ alert: Alert) async -> Delivery {
    let call = HTTPCall(
      url, headers: [("Content-Type", "application/json")], body: DiscordPayload.make(alert))
    return await delivery.send(call) { answer in
      guard answer.status == 429, let wait = DiscordSink.wait(answer.body) else { return nil }
      return .tryAgain(reason: "\(url) answered 429.", after: wait)
    }
  }

  private static func wait(_ body: [UInt8]) -> Double? {
    struct Limit: Decodable { var retry_after: Double }
    return (try? JSONDecoder().decode(Limit.self, from: Data(body)))?.retry_after
  }
}
