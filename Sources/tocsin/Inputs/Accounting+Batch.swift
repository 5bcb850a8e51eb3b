import AccessLog
import Reporting

extension Accounting {
  /// Adds a batch, all of whose requests are used.
  mutating func add(_ batch: RequestBatch) {
    lines += batch.lineCount
    requests += batch.requests.count
    skipped += batch.skippedCount
    malformed += batch.malformed.count
  }

  /// Moves one request to the skipped lines: it was not asked for.
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
