/// The least evidence with which a detector may ring, by level of window: a minute, an hour, a day.
///
/// They are floors, not thresholds: below them nobody would want to be woken whatever the
/// statistics say, and they decide which principals' windows are kept to be judged after learning.
/// Longer windows ask for more, but less for each minute: what is slow must be seen too.
public struct Floors: Sendable, Hashable {
  /// Refused log-ins.
  public var failedLogIns: Int
  /// Different paths that were not found.
  public var missingPaths: Int
  /// Different objects of one endpoint.
  public var objects: Int
  /// Bytes received by one principal.
  public var bytes: UInt64
  /// Requests.
  public var requests: Int

  /// The floors of a level of window; deeper levels have those of a day.
  public static func of(level: Int) -> Floors {
    switch level {
    case 0:
      Floors(failedLogIns: 5, missingPaths: 8, objects: 20, bytes: 1 << 21, requests: 60)
    case 1:
      Floors(failedLogIns: 10, missingPaths: 20, objects: 60, bytes: 1 << 23, requests: 300)
    default:
      Floors(failedLogIns: 20, missingPaths: 40, objects: 200, bytes: 1 << 25, requests: 3000)
    }
  }
}
