import Alerting
import Synchronization

/// What a live run says to whoever runs it, on standard error.
final class WatchVoice: Sendable {
  private let isQuiet: Bool
  /// What was last said about each sink.
  private let sinks = Mutex<[String: String]>([:])

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  /// Says what is wrong, or was asked for.
  func say(_ sentence: String) { Messages.note([sentence]) }

  /// Says what is worth knowing, unless nothing is wanted.
  func note(_ sentence: String) {
    if !isQuiet { Messages.note([sentence]) }
  }

  /// Says when a sink begins to fail, and when it works again. Called on other threads.
  func report(_ sink: String, _: Alert, _ outcome: DeliveryStage.Outcome) {
    let sentence: String?
    switch outcome {
    case .failed(let reason, _): sentence = "\(reason) It is tried again."
    case .refused(let reason): sentence = "\(reason) The alert is among the dead letters."
    // The run says by itself that the disk is full.
    case .notNoted, .leftOut: return
    case .delivered, .summarised: sentence = nil
    }
    let before = sinks.withLock { said in
      let before = said[sink]
      said[sink] = sentence
      return before
    }
    if let sentence, sentence != before { say("Sink \(PrintableText.make(sink)): \(sentence)") }
    if sentence == nil, before != nil { say("Sink \(PrintableText.make(sink)) works again.") }
  }
}
