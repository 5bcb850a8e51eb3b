/// The log that is measured on, and what is known of it.
struct Log {
  /// Where it is.
  let path: String
  /// What it is, for the heading.
  let description: String
  /// Its lines.
  let lines: Int
  /// Its bytes.
  let bytes: Int
  /// How many of its lines are requests.
  let requests: Int
  /// What was written into it; nil for a log that was there before.
  let truth: LogGenerator.Truth?

  /// A generated log.
  init(lines: Int, seed: UInt64, scratch: Scratch) throws {
    path = scratch.path("generated.log")
    let truth = try GeneratePhase.answer([path, "\(lines)", "\(seed)"], scratch: scratch)
    description = "Generated log (seed \(seed))"
    self.lines = truth.lines
    bytes = truth.bytes
    requests = truth.lines
    self.truth = truth
  }

  /// A log that exists. Parsing it once says what is in it, and has it in the page cache.
  init(existing path: String, scratch: Scratch) throws {
    let answer = try ParsePhase.answer([path], scratch: scratch)
    guard answer.requests > 0 else {
      throw Failure("No line of '\(path)' is a request.")
    }
    self.path = path
    description = path
    lines = answer.lines
    bytes = answer.bytes
    requests = answer.requests
    truth = nil
  }
}
