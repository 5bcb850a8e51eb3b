import AccessLog
import Engine

extension ValueKind<Timestamp> {
  /// A moment: RFC 3339, a date (its first moment), a time without a zone (UTC), or a span such as
  /// `7d` for that long before `now`.
  static func moment(now: Timestamp) -> ValueKind<Timestamp> {
    ValueKind(wants: "a time such as 2026-03-02, 2026-03-02T10:00:00Z or 7d (seven days ago)") {
      if $0.last?.isLetter == true, let ago = secondsIn($0), ago < now.seconds {
        return Timestamp(seconds: now.seconds - Int64(ago))
      }
      // RFC 3339 has no time without seconds, people do.
      return Timestamp(rfc3339: $0) ?? Timestamp(rfc3339: $0 + ":00")
    }
  }
}
