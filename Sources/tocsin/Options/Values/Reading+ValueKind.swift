import AccessLog
import Engine

extension ValueKind<DurationUnit> {
  /// What durations are counted in.
  static let durationUnit = ValueKind(
    wants: "one of " + DurationUnit.symbols.joined(separator: ", "), words: DurationUnit.symbols
  ) { DurationUnit(symbol: $0) }
}

extension ValueKind<LogZone> {
  /// A zone, by its offset or its name.
  static let zone = ValueKind(
    wants: "an offset such as +02:00 or a zone's name such as Europe/Berlin"
  ) { LogZone(named: $0) }
}
