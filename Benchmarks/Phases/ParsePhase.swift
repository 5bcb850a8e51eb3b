import AccessLog

/// Parses a log and counts its statuses, as `gawk '{ c[$9]++ }'` does: `PATH [FORMAT]`.
enum ParsePhase: Phase {
  static let name = "parse"

  /// What became of the lines.
  struct Answer: Codable {
    var lines = 0
    var requests = 0
    var skipped = 0
    var malformed = 0
    var bytes = 0
    /// The format that was detected; nil where it was named.
    var format: String?
    /// Requests by status.
    var statuses: [String: Int] = [:]
    /// The first line that was malformed, for a message.
    var complaint: String?
  }

  static func run(_ words: [String]) throws -> Answer {
    var answer = Answer()
    var counts = [Int](repeating: 0, count: 1000)
    try Batches.forEach(of: words.first ?? "-", format: words.dropFirst().first) { batch in
      answer.lines += batch.lineCount
      answer.requests += batch.requests.count
      answer.skipped += batch.skippedCount
      answer.malformed += batch.malformed.count
      if let first = batch.malformed.first, answer.complaint == nil {
        answer.complaint = "\(batch.text(first.line)): expected \(first.expected)"
      }
      for index in batch.requests.indices {
        let status = Int(batch.requests[index].status)
        if counts.indices.contains(status) { counts[status] += 1 }
      }
    } end: { reader in
      answer.bytes = Int(reader.consumedOffset)
      answer.format = reader.format?.name
    }
    for (status, count) in counts.enumerated() where count > 0 {
      answer.statuses["\(status)"] = count
    }
    return answer
  }
}
