import AccessLog

/// Where every line went: lines = requests + skipped + malformed + late.
struct LineCount: Sendable, Equatable {
  /// All lines.
  var lines = 0
  /// Lines that were requests and were used.
  var requests = 0
  /// Headers, comments, blank lines, and requests that were not asked for.
  var skipped = 0
  /// Lines that could not be parsed.
  var malformed = 0
  /// Requests whose window had closed.
  var late = 0

  /// Adds a batch, all of whose requests are used.
  mutating func add(_ batch: RequestBatch) {
    lines += batch.lineCount
    requests += batch.requests.count
    skipped += batch.skippedCount
    malformed += batch.malformed.count
  }

  /// Moves one request to the skipped lines.
  mutating func skipRequest() {
    requests -= 1
    skipped += 1
  }

  /// The account of a run, as it is printed.
  var sentence: String {
    "\(lines) lines = \(requests) requests + \(skipped) skipped + \(malformed) malformed"
      + " + \(late) late"
  }
}
