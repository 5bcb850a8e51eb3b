import Foundation

/// How live logs are followed.
public struct TailSettings: Sendable {
  /// How it is noticed that a file has changed.
  public enum Watching: Sendable, Hashable {
    /// Told by the kernel where the file system tells it, looked at where it does not.
    case automatic
    /// Told by the kernel (inotify), whatever the file system.
    case notified
    /// Looked at every quarter of a second.
    case polled
  }

  /// True to read logs that are met for the first time from their beginning, false from their end.
  public var fromStart = false
  /// How lines are read.
  public var reading = InputReading()
  /// How changes are noticed.
  public var watching = Watching.automatic
  /// Seconds of some steady clock.
  public var clock: @Sendable () -> Double = TailSettings.steadyClock
  /// Seconds without a new line after which a file that was rotated away is let go. Servers go on
  /// writing to the old file until they are told to open the new one.
  public var quietSeconds = 30.0
  /// Bytes read at once of one file.
  public var chunk = BatchLoader.chunk
  /// How many files this process may hold open. Of the logs at most half as many are, and
  /// `mostOpenFiles`; the ones idle for longest are closed and opened again when they change.
  public var openFileLimit = OpenFileLimit(files: 1024)
  /// Logs held open at a time at the most.
  static let mostOpenFiles = 512

  /// Files from their end, formats detected.
  public init() {}

  /// Seconds since the system started; not moved when somebody sets the time of day.
  public static let steadyClock: @Sendable () -> Double = {
    Double(DispatchTime.now().uptimeNanoseconds) / 1e9
  }
}
