import Foundation

/// Hands one call over and says how that went, in the way that is the same for all receivers; a sink
/// looks closer where its receiver has ways of its own.
struct HTTPDelivery: Sendable {
  private let transport: any HTTPTransport
  private let now: @Sendable () -> Double

  init(
    _ transport: any HTTPTransport,
    now: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }
  ) {
    self.transport = transport
    self.now = now
  }

  /// Seconds since the Unix epoch.
  var time: Double { now() }

  /// Sends the call.
  /// - Parameters:
  ///   - secrets: What must not be repeated from an answer, besides the address.
  ///   - judge: Looks first at an answer; nothing where it has nothing to say of its own.
  func send(
    _ call: HTTPCall, secrets: [String] = [],
    judge: (HTTPAnswer) -> Delivery? = { _ in nil }
  ) async -> Delivery {
    do throws(HTTPFailure) {
      let answer = try await transport.send(call)
      if let delivery = judge(answer) { return delivery }
      let said = SecretText.clean(answer.body, secrets: secrets + call.url.secrets)
      return verdict(answer, from: call.url, said: said)
    } catch {
      return .tryAgain(reason: "\(call.url): \(error.description)", after: nil)
    }
  }

  /// What a status means (RFC 9110 §15): 2xx delivered, 3xx a wrong address, 408, 425, 429 and 5xx
  /// passing, every other 4xx final, as the same call would be refused again.
  private func verdict(_ answer: HTTPAnswer, from url: SecretURL, said: String) -> Delivery {
    let words = "\(url) answered \(answer.status)" + (said.isEmpty ? "" : " (\(said))")
    let wait = RetryAfter.seconds(answer.retryAfter, now: now())
    switch answer.status {
    case 200..<300: return .delivered
    case 300..<400:
      return .refused(
        reason:
          "\(words), a redirect, which is not followed. Give the address that it leads to.")
    case 408, 425, 429: return .tryAgain(reason: "\(words).", after: wait)
    case 401, 403:
      return .refused(reason: "\(words): it does not accept the secret. Check or renew it.")
    case 400..<500: return .refused(reason: "\(words).")
    default: return .tryAgain(reason: "\(words).", after: wait)
    }
  }
}
