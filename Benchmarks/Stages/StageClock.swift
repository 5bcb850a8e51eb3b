import Foundation

/// Processor time of this thread: on a machine with other work to do it says what the work costs,
/// where the time on the wall says how long one had to wait.
enum CPUClock {
  /// Nanoseconds so far.
  static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }
}

/// The stages of the engine, in the order of the data.
enum Stage: String, CaseIterable {
  case read
  case parse
  case inspect
  case aggregate
  case rollUp = "roll up"
  case record
  case judge

  /// What is done in it.
  var meaning: String {
    switch self {
    case .read: "bytes from the file"
    case .parse: "bytes into requests"
    case .inspect: "signs in each request's text"
    case .aggregate: "endpoints, principals, windows"
    case .rollUp: "minutes into hours and days"
    case .record: "what of a window could matter"
    case .judge: "baselines and detectors"
    }
  }
}

/// Adds up what stages cost that take turns on one thread.
struct StageClock {
  /// Nanoseconds of each stage.
  private(set) var nanoseconds: [Stage: Int] = [:]
  private var last = CPUClock.now

  /// Goes on from here; what was since the last call counts for nobody.
  mutating func skip() { last = CPUClock.now }

  /// Counts what was since the last call for a stage.
  mutating func charge(_ stage: Stage) {
    let now = CPUClock.now
    nanoseconds[stage, default: 0] += now - last
    last = now
  }

  /// Takes a time that is a part of a stage out of it.
  mutating func move(_ time: Int, from stage: Stage, to part: Stage) {
    nanoseconds[part, default: 0] += time
    nanoseconds[stage, default: 0] -= time
  }
}
