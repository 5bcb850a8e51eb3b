import AccessLog

/// How windows are cut, and what they may hold.
public struct WindowSettings: Sendable, Hashable {
  /// Length of a window in seconds: long enough for a rate, short enough to be rung in time.
  public var windowSeconds: Int64 = 60
  /// The longest that a window waits for late lines, in seconds of event time. Servers write a line
  /// when a request ends, some with the time of its start; where lines are seen to come in order, less
  /// is waited (`LatenessAllowance`).
  public var latenessSeconds: Int64 = 10
  /// The coarser windows, in seconds, for what is slow; each a multiple of the one before.
  public var coarserSeconds: [Int64] = [3600, 86_400]
  /// The most principals in a window.
  public var principalCapacity = 200_000

  /// The defaults.
  public init() {}
}
