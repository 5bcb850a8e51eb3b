import AccessLog
import Inspection

/// Parses a log and judges the text of each request: `PATH`.
enum InspectPhase: Phase {
  static let name = "inspect"

  /// How many requests there were, and how many of them prove an attack by themselves.
  struct Answer: Codable {
    var requests = 0
    var bytes = 0
    var proven = 0
  }

  static func run(_ words: [String]) throws -> Answer {
    var answer = Answer()
    var inspector = Inspector()
    var verdicts: [Verdict] = []
    try Batches.forEach(of: words.first ?? "-") { batch in
      inspector.inspect(batch, into: &verdicts)
      answer.requests += verdicts.count
      for verdict in verdicts where !verdict.proven.isEmpty { answer.proven += 1 }
    } end: { reader in
      answer.bytes = Int(reader.consumedOffset)
    }
    return answer
  }
}
