import Foundation

/// What a live run is told, beside what every run is.
public struct LiveSettings: Sendable {
  /// How traffic is counted and judged, by which model, and which incidents are told.
  public var run = RunSettings()
  /// Seconds between two checkpoints, at least, while lines come.
  public var checkpointSeconds = 3.0
  /// The share of the run's time that taking checkpoints may cost.
  public var checkpointShare = 0.02
  /// Seconds between two writings of the status file and the metrics.
  public var statusSeconds = 10.0
  /// Where the status goes, as JSON; nil for nowhere.
  public var statusFile: String?
  /// Where the metrics go, for node_exporter's textfile collector; nil for nowhere.
  public var metricsFile: String?

  /// The defaults.
  public init() { run.goLive() }
}

/// What a live run needs of the world: clocks, and somebody to talk to. A test brings its own.
public struct LiveSurroundings {
  /// Seconds of a clock that only goes forward: what is waited for is measured by it.
  public var steady: () -> Double
  /// Seconds since 1970, for names and times in the status; it may jump.
  public var wall: () -> Double
  /// Says what is wrong, or was asked for, to whoever runs the program.
  public var say: (String) -> Void
  /// Says what is worth knowing.
  public var note: (String) -> Void
  /// Called in each turn of the run, for a watchdog.
  public var alive: () -> Void

  /// Surroundings; the default clocks are the system's.
  public init(
    steady: @escaping () -> Double = { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 },
    wall: @escaping () -> Double = { Date().timeIntervalSince1970 },
    say: @escaping (String) -> Void, note: @escaping (String) -> Void = { _ in },
    alive: @escaping () -> Void = {}
  ) {
    self.steady = steady
    self.wall = wall
    self.say = say
    self.note = note
    self.alive = alive
  }
}
