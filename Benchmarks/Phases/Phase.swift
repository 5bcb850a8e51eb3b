import Foundation

/// Something that runs in a process of its own: this program started again with `--phase NAME` and
/// the words for it. It prints its answer as JSON, which the starting process checks.
protocol Phase {
  /// What the phase answers.
  associatedtype Answer: Codable
  /// Its name on the command line.
  static var name: String { get }
  /// Does the work.
  static func run(_ words: [String]) throws -> Answer
}

/// The phases by name.
enum Phases {
  /// What a command line begins with that asks for one.
  static let option = "--phase"

  private static var all: [any Phase.Type] {
    [
      GeneratePhase.self, CutPhase.self, SamplesPhase.self, ReadPhase.self, ParsePhase.self,
      InspectPhase.self, AnalyzePhase.self, StagesPhase.self, ForestPhase.self,
      MonthPhase.self,
    ]
  }

  /// Runs the phase that the words name and prints its answer.
  static func run(_ words: ArraySlice<String>) throws {
    guard let phase = all.first(where: { $0.name == words.first }) else {
      throw UsageError(message: "There is no phase '\(words.first ?? "")'.")
    }
    FileHandle.standardOutput.write(try answer(of: phase, Array(words.dropFirst())))
  }

  private static func answer<P: Phase>(of phase: P.Type, _ words: [String]) throws -> Data {
    try JSONEncoder().encode(Envelope(answer: phase.run(words), peak: Usage.peakSinceStart))
  }
}

/// What a phase prints: its answer, and the most memory it had at once, where it can tell.
struct Envelope<Answer: Codable>: Codable {
  /// The answer.
  var answer: Answer
  /// Bytes; nil where only the system knows, by `Usage`.
  var peak: Int?
}

extension Phase {
  /// The program and the words that run the phase.
  static func command(_ words: [String]) -> (program: String, arguments: [String]) {
    (Bundle.main.executablePath ?? CommandLine.arguments[0], [Phases.option, name] + words)
  }

  /// Runs the phase once in a process of its own, unmeasured.
  static func answer(_ words: [String], scratch: Scratch) throws -> Answer {
    let (program, arguments) = command(words)
    let output = scratch.path("output")
    _ = try Child.run(program, arguments, output: output)
    return try decode(Data(contentsOf: URL(fileURLWithPath: output))).answer
  }

  /// A contestant that runs the phase; `check` holds its answer against the truth.
  static func contestant(
    _ title: String, _ words: [String], check: @escaping (Answer) throws -> Contestant.Work
  ) -> Contestant {
    let (program, arguments) = command(words)
    return Contestant(name: title, program: program, arguments: arguments) { output in
      let envelope = try decode(output)
      var work = try check(envelope.answer)
      work.peak = envelope.peak
      return work
    }
  }

  private static func decode(_ output: Data) throws -> Envelope<Answer> {
    guard let answer = try? JSONDecoder().decode(Envelope<Answer>.self, from: output) else {
      throw Failure("The phase '\(name)' gave no answer.")
    }
    return answer
  }
}
