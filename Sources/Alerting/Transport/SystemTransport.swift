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
  /// A serial queue has a thread whenever it needs one, whoever blocks the shared ones.
  private static let timers = DispatchQueue(label: "tocsin.transport.timers")
  /// How many seconds later than ours the session's own limit is, so that both seldom come at once.
  private static let sessionGrace = 30.0

  private let collector: Collector
  private let session: URLSession

  /// A transport with connections of its own.
  public init() {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpCookieStorage = nil
    configuration.httpShouldSetCookies = false
    configuration.urlCache = nil
    configuration.urlCredentialStorage = nil
    let queue = OperationQueue()
    queue.maxConcurrentOperationCount = 1
    collector = Collector(queue)
    session = URLSession(configuration: configuration, delegate: collector, delegateQueue: queue)
  }

  /// No call runs any more, and what was broken off is cancelled already: to cancel it from here as well
  /// might meet its end (see `Collector.breakOff`).
  deinit { session.finishTasksAndInvalidate() }

  /// Sends the call.
  public func send(_ call: HTTPCall) async throws(HTTPFailure) -> HTTPAnswer {
    var request = URLRequest(
      url: call.url.url, timeoutInterval: call.timeout + SystemTransport.sessionGrace)
    request.httpMethod = "POST"
    request.httpBody = Data(call.body)
    for header in call.headers { request.setValue(header.value, forHTTPHeaderField: header.name) }
    let task = session.dataTask(with: request)
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        collector.begin(task, continuation)
        // The session's own limit is about silence: a receiver that sends a byte now and then
        // would be waited for without end.
        SystemTransport.timers.asyncAfter(deadline: .now() + call.timeout) { [collector] in
          let seconds = Figures.value(call.timeout)
          collector.breakOff(task, because: "No complete answer within \(seconds) seconds.")
        }
        task.resume()
      }
    } onCancel: { [collector] in
      collector.breakOff(task, because: "The call was broken off.")
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
    /// True where the session waits to hear whether a redirect is to be followed. A task that is
    /// cancelled then takes the whole process down (swift-corelibs-foundation, HTTPURLProtocol,
    /// "we're not waiting for it").
    var isRedirecting = false
  }

  private let running = Mutex<[Int: Progress]>([:])
  /// The queue on which the session tells what has come, one thing after the other.
  private let queue: OperationQueue

  init(_ queue: OperationQueue) {
    self.queue = queue
  }

  func begin(_ task: URLSessionTask, _ continuation: CheckedContinuation<Result, Never>) {
    running.withLock { $0[task.taskIdentifier] = Progress(continuation: continuation) }
  }

  /// Ends a task that takes too long or is not wanted any more.
  ///
  /// A task that is cancelled in the very moment in which the session ends it takes the whole process
  /// down (swift-corelibs-foundation, TaskRegistry, "a task that in not in the registry"): it looks
  /// whether the task still runs, and what follows may find it gone. The session marks a task as ended on
  /// its delegate's queue, so that nothing comes between where it is cancelled there as well.
  func breakOff(_ task: URLSessionTask, because reason: String) {
    guard let progress = end(task, .failure(HTTPFailure(reason))), !progress.isRedirecting
    else { return }
    queue.addOperation { task.cancel() }
  }

  /// Ends a task once; whatever comes of it later is nobody's business.
  /// - Returns: What there was of it; nothing where it has ended already.
  @discardableResult
  private func end(_ task: URLSessionTask, _ result: Result) -> Progress? {
    let progress = running.withLock { $0.removeValue(forKey: task.taskIdentifier) }
    progress?.continuation.resume(returning: result)
    return progress
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    let isRunning = running.withLock { running in
      guard running[task.taskIdentifier] != nil else { return false }
      running[task.taskIdentifier]?.answer = Collector.answer(response)
      running[task.taskIdentifier]?.isRedirecting = true
      return true
    }
    // A task that was broken off must not be answered for.
    if isRunning { completionHandler(nil) }
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
    guard let whole, end(dataTask, .success(whole)) != nil else { return }
    dataTask.cancel()
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    let progress = running.withLock { $0[task.taskIdentifier] }
    let answer = progress?.answer
    if let error, progress?.isRedirecting != true {
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
      untrusted("SSL certificate problem")
    case .cancelled: "The call was broken off."
    case .badServerResponse, .cannotParseResponse: "It does not speak HTTP."
    default: unnamed(error as NSError)
    }
  }

  /// On Linux the session passes on libcurl's words for what has no code of its own, certificates
  /// among it. They name no address.
  private static func unnamed(_ error: NSError) -> String {
    let words = error.localizedDescription
    guard words.hasPrefix("SSL") || words.hasPrefix("TLS") else {
      return "The call failed (\(error.domain) \(error.code))."
    }
    let said = PrintableText.make(words, limit: 120)
    return words.contains("certificate") ? untrusted(said) : "TLS failed: \(said)."
  }

  private static func untrusted(_ said: String) -> String {
    "Its certificate cannot be trusted (\(said)). Add its authority to the system's, or renew it."
  }
}
