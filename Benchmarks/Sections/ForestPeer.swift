import Foundation

/// scikit-learn's isolation forest over the same rows, as far as it is installed.
enum ForestPeer {
  private static let script = "Benchmarks/Peers/forest.py"
  private static let program = "python3"

  /// What the script prints.
  struct Answer: Codable {
    var name: String
    var rows: Int
    var training: Double
    var scoring: Double
    var scoringByTwo: Double
    var found: Double
  }

  /// Why it cannot be measured here; nil where it can.
  static func obstacle(_ scratch: Scratch) -> String? {
    guard Child.isInstalled(program) else { return "no \(program) on the PATH" }
    guard FileManager.default.fileExists(atPath: script) else {
      return "no \(script) in the folder it was started in"
    }
    let output = scratch.path("output")
    let isThere = try? Child.run(program, ["-c", "import sklearn, joblib"], output: output)
    return isThere == nil ? "\(program) has no scikit-learn" : nil
  }

  /// Scores the rows of a table.
  static func answer(_ table: String, scratch: Scratch) throws -> Answer {
    let output = scratch.path("output")
    let words = [script, table, "\(ForestPhase.columns)", "\(ForestPhase.strange)"]
    _ = try Child.run(program, words, output: output)
    let text = try Data(contentsOf: URL(fileURLWithPath: output))
    guard let answer = try? JSONDecoder().decode(Answer.self, from: text) else {
      throw Failure("\(script) gave no answer.")
    }
    return answer
  }
}
