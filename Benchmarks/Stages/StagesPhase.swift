/// Says what each stage costs, in two runs over the log: `PATH`.
///
/// The first run learns from the log and then judges it, as `analyze` does without a model. The
/// second one judges by what the first one learned, as it goes: what a live run does, or one with a
/// model.
enum StagesPhase: Phase {
  static let name = "stages"

  /// What the stages cost.
  struct Answer: Codable {
    /// Requests of one run.
    var requests = 0
    /// Turns of incidents in the first run.
    var events = 0
    /// Windows of principals, of all lengths.
    var principalWindows = 0
    /// Nanoseconds of each stage without a model.
    var learning: [String: Int] = [:]
    /// Nanoseconds of each stage with one.
    var judging: [String: Int] = [:]
  }

  static func run(_ words: [String]) throws -> Answer {
    let path = words.first ?? "-"
    var first = StagedRun(model: nil)
    try first.run(path)
    var second = StagedRun(model: first.model)
    try second.run(path)
    return Answer(
      requests: first.requests, events: first.events, principalWindows: first.principalWindows,
      learning: costs(first), judging: costs(second))
  }

  private static func costs(_ run: StagedRun) -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: run.clock.nanoseconds.map { ($0.key.rawValue, max($0.value, 0)) })
  }
}
