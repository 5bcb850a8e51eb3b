import Foundation

/// Where a delivery's time and chance come from: a test brings its own.
public struct DeliveryClock: Sendable {
  /// Seconds since the Unix epoch.
  public var now: @Sendable () -> Double
  /// Waits so many seconds; throws where the task was cancelled meanwhile.
  public var sleep: @Sendable (Double) async throws -> Void
  /// A number drawn evenly from 0..<1.
  public var chance: @Sendable () -> Double

  /// A clock; the default is the system's.
  public init(
    now: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 },
    sleep: @escaping @Sendable (Double) async throws -> Void = {
      try await Task.sleep(for: .seconds($0))
    },
    chance: @escaping @Sendable () -> Double = { .random(in: 0..<1) }
  ) {
    self.now = now
    self.sleep = sleep
    self.chance = chance
  }
}
