import AccessLog

extension TailFile {
  /// Hands out the requests that are not later than a limit, at least one.
  func handOut(upTo limit: Timestamp?) -> TailedBatch? {
    guard var batch = pending else { return nil }
    pending = nil
    let part = batch.take(upTo: limit, &place, name: name)
    if !batch.isUsedUp { pending = batch }
    lines += part.lines
    malformed += part.malformed
    return part
  }

  /// What there is to say about it.
  var status: TailStatus {
    var lag: Int64?
    if !isStream, !isPacked,
      let status = descriptor.flatMap(FileStatus.init) ?? FileStatus(path: path)
    {
      lag = max(0, status.size - place.offset)
    }
    return TailStatus(
      name: path, lag: lag, lines: lines, malformed: malformed, format: format.known?.description,
      problem: reportedProblem)
  }

  /// What is wrong with it, as a sentence: that it cannot be read, or is in no known format.
  var reportedProblem: String? {
    if let problem { return problem }
    guard !hasRequests, malformed >= TailFile.linesToJudge else { return nil }
    return unknown.sentence(about: name)
  }

  /// Lines none of which is a request, before the format is said to be unknown: a log may begin with
  /// a few lines about the start of its server.
  static let linesToJudge = 20
}

/// Sentences to be told, each once until it changes.
struct TailMessages {
  private var current: [String: String] = [:]
  private var untold: [String] = []

  /// Notes what is wrong with something, nil if nothing is.
  mutating func note(_ source: String, _ sentence: String?) {
    guard current[source] != sentence else { return }
    current[source] = sentence
    if let sentence { untold.append(sentence) }
  }

  /// True while something is wrong with it.
  func stands(_ source: String) -> Bool { current[source] != nil }

  /// The new sentences, in the order in which they came up.
  mutating func take() -> [String] {
    defer { untold = [] }
    return untold
  }
}
