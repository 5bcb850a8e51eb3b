/// A moment of event time: microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
public struct Timestamp: Sendable, Hashable, Comparable {
  /// Microseconds since the Unix epoch; negative before it.
  public var microseconds: Int64

  /// The value of a request whose log line carries no time.
  public static let absent = Timestamp(microseconds: .min)

  /// A moment from microseconds since the Unix epoch.
  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// A moment from whole seconds since the Unix epoch.
  public init(seconds: Int64) { self.microseconds = seconds &* 1_000_000 }

  /// True where the log line carries no time.
  public var isAbsent: Bool { microseconds == .min }

  /// Seconds since the Unix epoch, rounded down.
  public var seconds: Int64 {
    let quotient = microseconds / 1_000_000
    return microseconds % 1_000_000 < 0 ? quotient - 1 : quotient
  }

  /// The last moment not after this one that is a whole multiple of so many seconds: where a window
  /// of that length begins.
  public func floored(toSeconds length: Int64) -> Timestamp {
    let length = length &* 1_000_000
    let past = microseconds % length
    return Timestamp(microseconds: microseconds &- (past < 0 ? past &+ length : past))
  }

  /// Earlier moments come first.
  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.microseconds < b.microseconds }
}
