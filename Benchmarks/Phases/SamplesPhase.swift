import AccessLog

/// Writes a file of a format's own sample lines, again and again: `FORMAT BYTES PATH`.
///
/// Samples of one line take turns; where one has a header, each sample has its own stretch of the
/// file behind its header.
enum SamplesPhase: Phase {
  static let name = "samples"
  /// Lines in each second of the log's own time.
  private static let rate = 8

  /// How many requests were written.
  struct Answer: Codable {
    var requests = 0
    var bytes = 0
  }

  static func run(_ words: [String]) throws -> Answer {
    guard words.count == 3, let format = FormatCatalog.format(named: words[0]),
      let bytes = Int(words[1])
    else {
      throw UsageError(message: "The phase 'samples' takes a format, a number of bytes and a path.")
    }
    let samples = format.samples.map { SampleText($0) }
    let groups = samples.allSatisfy(\.header.isEmpty) ? [samples] : samples.map { [$0] }
    var buffer = try LineBuffer(path: words[2])
    var answer = Answer()
    for (place, group) in groups.enumerated() where !group.isEmpty {
      buffer.add(group[0].header)
      let limit = bytes / groups.count * (place + 1)
      while buffer.count < limit {
        buffer.add(group[answer.requests % group.count].line(at: answer.requests / Self.rate))
        try buffer.endLine()
        answer.requests += 1
      }
    }
    try buffer.close()
    answer.bytes = buffer.count
    return answer
  }
}
