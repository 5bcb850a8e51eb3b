import Synchronization

/// Carries calls by another transport and remembers the last answer: for saying what a receiver
/// answered to a test.
public final class RecordingTransport: HTTPTransport {
  private let transport: any HTTPTransport
  private let answer = Mutex<String?>(nil)

  /// A transport around another.
  public init(_ transport: any HTTPTransport) { self.transport = transport }

  /// Sends the call.
  public func send(_ call: HTTPCall) async throws(HTTPFailure) -> HTTPAnswer {
    let answer = try await transport.send(call)
    let secrets = call.url.secrets + call.headers.map(\.value)
    let said = SecretText.clean(answer.body, secrets: secrets)
    self.answer.withLock { $0 = "\(answer.status)" + (said.isEmpty ? "" : " '\(said)'") }
    return answer
  }

  /// The last answer in words, without secrets, and only once.
  public func takeAnswer() -> String? {
    answer.withLock { answer in
      defer { answer = nil }
      return answer
    }
  }
}
