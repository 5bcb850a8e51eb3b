import Foundation

/// Something that is measured: a phase of ours or a peer, as a process of its own.
struct Contestant {
  /// What a run got done, as told by what it printed.
  struct Work {
    var lines: Int
    var bytes: Int
    var note: String
    /// The most memory at once, in bytes, where the run itself knows it.
    var peak: Int?
  }

  /// Its name in the table.
  var name: String
  /// The program.
  var program: String
  /// Its arguments.
  var arguments: [String]
  /// Holds what it printed against what it should have: throws a `Failure` where that is wrong.
  var check: (Data) throws -> Work
}

/// Lets contestants run one after the other, again and again (A B C A B C), so that whatever else the
/// machine does falls on all of them alike.
enum Contest {
  /// What came out for one of them.
  struct Outcome {
    var name: String
    var work: Contestant.Work
    var runs: [Usage]

    /// Seconds of processor time.
    var cpu: Spread { Spread(runs.map(\.cpu)) }
    /// Seconds.
    var wall: Spread { Spread(runs.map(\.wall)) }
    /// The most memory in any run, in bytes.
    var peak: Int { runs.map(\.peak).max() ?? 0 }
  }

  /// Runs them all so often; each answer of each run is checked.
  static func run(
    _ contestants: [Contestant], times: Int, scratch: Scratch
  ) throws -> [Outcome] {
    var outcomes: [Outcome] = []
    for round in 0..<times {
      for (place, contestant) in contestants.enumerated() {
        Progress.show("\(contestant.name), run \(round + 1) of \(times)")
        let output = scratch.path("output")
        var usage = try Child.run(contestant.program, contestant.arguments, output: output)
        let work = try contestant.check(Data(contentsOf: URL(fileURLWithPath: output)))
        if let peak = work.peak { usage.peak = peak }
        if round == 0 {
          outcomes.append(Outcome(name: contestant.name, work: work, runs: [usage]))
        } else {
          outcomes[place].runs.append(usage)
        }
      }
    }
    Progress.clear()
    return outcomes
  }
}
