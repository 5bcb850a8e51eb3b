import Foundation
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// HTTP by the system's URL session: the one file that knows the network.
///
/// Certificates are verified against the system's own store and cannot be left unverified: on Linux
/// the session has no setting for another authority, so that a private one is added to the system
/// (`update-ca-certificates`). Proxies are those of the environment (`https_proxy`, `no_proxy`, …).
/// Redirects are not followed, nothing is cached, no cookie is kept, and of a body
/// `HTTPAnswer.mostBytes` are read.
public final class SystemTransport: HTTPTransport {
  private let collector = Collector()
  private let session: URLSession

  /// A transport with connections of its own.
  public init() {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpCookieStorage = nil
    configuration.httpShouldSetCookies = false
    configuration.urlCache = nil
    configuration.urlCredentialStorage = nil
    session = URLSession(configuration: configuration, delegate: collector, delegateQueue: nil)
  }

  deinit { session.invalidateAndCancel() }

  /// Sends the call.
  public func send(_ call: HTTPCall) async throws(HTTPFailure) -> HTTPAnswer {
    var request = URLRequest(url: call.url.url, timeoutInterval: call.timeout)
    request.httpMethod = "POST"
    request.httpBody = Data(call.body)
    for header in call.headers { request.setValue(header.value, forHTTPHeaderField: header.name) }
    let task = session.dataTask(with: request)
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        collector.begin(task, continuation)
        // The session's own limit is about silence: a receiver that sends a byte now and then
        // would be waited for without end.
        DispatchQueue.global().asyncAfter(deadline: .now() + call.timeout) { [collector] in
          collector.timeOut(task, after: call.timeout)
        }
        task.resume()
      }
    } onCancel: {
      task.cancel()
    }
    return try result.get()
  }
}

/// What has come of each running task.
private final class Collector: NSObject, URLSessionDataDelegate, Sendable {
  typealias Result = Swift.Result<HTTPAnswer, HTTPFailure>

  private struct Progress {
    var continuation: CheckedContinuation<Result, Never>
    var answer: HTTPAnswer?
  }

  private let running = Mutex<[Int: Progress]>([:])

  func begin(_ task: URLSessionTask, _ continuation: CheckedContinuation<Result, Never>) {
    running.withLock { $0[task.taskIdentifier] = Progress(continuation: continuation) }
  }

  func timeOut(_ task: URLSessionTask, after seconds: Double) {
    end(
      task,
      .failure(HTTPFailure("No complete answer within \(Figures.value(seconds)) seconds.")))
    task.cancel()
  }

  /// Ends a task once; whatever comes of it later is nobody's business.
  private func end(_ task: URLSessionTask, _ result: Result) {
    let progress = running.withLock { $0.removeValue(forKey: task.taskIdentifier) }
    progress?.continuation.resume(returning: result)
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    end(task, .success(Collector.answer(response)))
    completionHandler(nil)
    task.cancel()
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    if let response = response as? HTTPURLResponse {
      running.withLock {
        $0[dataTask.taskIdentifier]?.answer = Collector.answer(response)
      }
    }
    completionHandler(.allow)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let whole = running.withLock { running -> HTTPAnswer? in
      guard var answer = running[dataTask.taskIdentifier]?.answer else { return nil }
      answer.body += data.prefix(HTTPAnswer.mostBytes - answer.body.count)
      running[dataTask.taskIdentifier]?.answer = answer
      return answer.body.count >= HTTPAnswer.mostBytes ? answer : nil
    }
    guard let whole else { return }
    end(dataTask, .success(whole))
    dataTask.cancel()
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    let answer = running.withLock { $0[task.taskIdentifier]?.answer }
    if let error {
      end(task, .failure(HTTPFailure(Collector.sentence(error))))
    } else if let answer {
      end(task, .success(answer))
    } else {
      end(task, .failure(HTTPFailure("The connection ended without an answer.")))
    }
  }

  private static func answer(_ response: HTTPURLResponse) -> HTTPAnswer {
    HTTPAnswer(
      status: response.statusCode, retryAfter: response.value(forHTTPHeaderField: "Retry-After"))
  }

  /// The session's error in our words: its own hold the whole address.
  private static func sentence(_ error: any Error) -> String {
    switch (error as? URLError)?.code {
    case .cannotFindHost, .dnsLookupFailed: "The host's name cannot be resolved."
    case .cannotConnectToHost: "Nobody accepts the connection."
    case .networkConnectionLost: "The connection was cut before the answer."
    case .timedOut: "No answer in time."
    case .secureConnectionFailed: "TLS failed: no common protocol, or no TLS at all."
    case .serverCertificateUntrusted, .serverCertificateHasBadDate,
      .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid:
      "Its certificate cannot be trusted. Add its authority to the system's, or renew it."
    case .cancelled: "The call was broken off."
    case .badServerResponse, .cannotParseResponse: "It does not speak HTTP."
    default: "The call failed (\((error as NSError).domain) \((error as NSError).code))."
    }
  }
}
