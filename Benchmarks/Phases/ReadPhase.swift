/// Reads the bytes of a log and does nothing with them: the floor under everything else. `PATH`.
enum ReadPhase: Phase {
  static let name = "read"

  /// How many bytes there were.
  struct Answer: Codable {
    var bytes: Int
  }

  static func run(_ words: [String]) throws -> Answer {
    var bytes = 0
    try FileBytes.forEach(of: words.first ?? "-") { piece in
      bytes += piece.count
      return true
    }
    return Answer(bytes: bytes)
  }
}
