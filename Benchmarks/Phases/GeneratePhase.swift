/// Writes the generated log: `PATH LINES SEED`.
enum GeneratePhase: Phase {
  static let name = "generate"

  static func run(_ words: [String]) throws -> LogGenerator.Truth {
    guard words.count == 3, let lines = Int(words[1]), let seed = UInt64(words[2]) else {
      throw UsageError(message: "The phase 'generate' takes a path, a number of lines and a seed.")
    }
    var generator = LogGenerator(lines: lines, seed: seed)
    return try generator.write(to: words[0])
  }
}
