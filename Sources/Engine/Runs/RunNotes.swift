import Detection
import Reporting

/// What the reader of a report should know about the run, one sentence each.
enum RunNotes {
  /// A history shorter than this says little about what is usual: an hour.
  private static let shortHistory = 3600.0

  static func notes(_ pipeline: TrafficPipeline, _ settings: RunSettings) -> [String] {
    var notes: [String] = []
    if pipeline.droppedRequests > 0 {
      notes.append(
        "There were more clients in a window than the limit of"
          + " \(settings.pipeline.windows.principalCapacity): \(pipeline.droppedRequests) requests"
          + " were not counted for their client.")
    }
    if pipeline.endpointOverflow > 0 {
      notes.append(
        "There were more endpoints than the limit allows: \(pipeline.endpointOverflow) requests"
          + " were counted for the endpoint (other).")
    }
    notes += orderNote(pipeline)
    notes += pipeline.silenced
    notes += historyNote(pipeline, settings)
    notes += ageNote(pipeline, settings)
    return notes
  }

  /// So many requests in a hundred that came too late are worth a word.
  private static let worthAWord = 1

  private static func orderNote(_ pipeline: TrafficPipeline) -> [String] {
    let (late, all) = (pipeline.lateRequests, pipeline.requestCount)
    guard late > 0, late * 100 >= worthAWord * all else { return [] }
    return [
      "\(late) of \(all) requests stand too far behind others in the order of time and were not judged."
        + " Sort the log by time first; 'tac' turns one round that begins with its newest line."
    ]
  }

  /// A model older than a month knows seasons and levels that may have gone.
  private static let oldModel: Int64 = 30 * 86_400

  private static func ageNote(_ pipeline: TrafficPipeline, _ settings: RunSettings) -> [String] {
    guard let history = settings.model?.model.history, let span = pipeline.span else { return [] }
    let age = span.start.seconds - history.end
    guard age > oldModel else { return [] }
    return [
      "The model is old: its history ended \(age / 86_400) days before this log begins. Train it"
        + " anew, or join a newer stretch to it with 'tocsin train --merge'."
    ]
  }

  private static func historyNote(
    _ pipeline: TrafficPipeline, _ settings: RunSettings
  ) -> [String] {
    guard settings.model == nil, let history = pipeline.model?.history else { return [] }
    guard history.seconds < shortHistory else { return [] }
    return [
      "What is normal was learned from \(history.words) of traffic only: surges and outliers cannot"
        + " be told from so little. Give more history, or a model with --model."
    ]
  }
}
