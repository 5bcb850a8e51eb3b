import AccessLog
import Alerting
import Detection

/// From what was typed to what is meant, one sort of value each. All of them name the place.
extension Configuration {
  /// Each element of a list with its place.
  static func each<Typed, Meant>(
    _ list: [Typed]?, _ place: String, _ meaning: (Typed, String) throws(SettingsError) -> Meant
  ) throws(SettingsError) -> [Meant] {
    var meant: [Meant] = []
    for (index, typed) in (list ?? []).enumerated() {
      meant.append(try meaning(typed, "\(place)[\(index)]"))
    }
    return meant
  }

  /// A path: any text but an empty one.
  static func path(_ text: String, at place: String) throws(SettingsError) -> String {
    guard !text.isEmpty else { throw unfit(place, "a path", "an empty text") }
    return text
  }

  /// The same where it may be absent.
  static func path(_ text: String?, at place: String) throws(SettingsError) -> String? {
    guard let text else { return nil }
    let path: String = try path(text, at: place)
    return path
  }

  static func format(_ text: String?, at place: String) throws(SettingsError) -> Format? {
    guard let text else { return nil }
    do throws(FormatError) {
      return try Format(text)
    } catch {
      let column = error.column > 1 ? ", at its character \(error.column)" : ""
      let stop = error.reason.hasSuffix("?") ? "" : "."
      throw SettingsError("\(place)\(column): \(error.reason)\(stop)", at: place)
    }
  }

  static func network(_ text: String, at place: String) throws(SettingsError) -> Network {
    guard let network = Network(text) else {
      throw unfit(place, "an address or a network such as \"192.0.2.0/24\"", quoted(text))
    }
    return network
  }

  static func durationUnit(_ text: String?) throws(SettingsError) -> DurationUnit? {
    guard let text else { return nil }
    guard let unit = DurationUnit(symbol: text) else {
      throw unfit(
        "durationUnit", "one of " + DurationUnit.symbols.joined(separator: ", "), quoted(text),
        near: Suggestion.nearest(to: text, among: DurationUnit.symbols))
    }
    return unit
  }

  static func timeZone(_ text: String?) throws(SettingsError) -> LogZone? {
    guard let text else { return nil }
    guard let zone = LogZone(named: text) else {
      throw unfit(
        "timeZone", "an offset such as \"+02:00\" or a zone's name such as \"Europe/Berlin\"",
        quoted(text))
    }
    return zone
  }

  static func window(_ amount: TypedAmount?) throws(SettingsError) -> Int? {
    guard let amount else { return nil }
    let seconds: Int? =
      switch amount {
      case .number(let number): number
      case .text(let text): secondsIn(text)
      }
    guard let seconds, isWindowLength(seconds) else {
      throw unfit(
        "window", "a number of seconds that divides an hour evenly, such as 60 or \"5m\"",
        amount.words)
    }
    return seconds
  }

  static func memory(_ amount: TypedAmount?) throws(SettingsError) -> Int? {
    guard let amount else { return nil }
    let bytes: Int? =
      switch amount {
      case .number(let number): number
      case .text(let text): bytesIn(text)
      }
    guard let bytes, smallestMemory...largestMemory ~= bytes else {
      throw unfit(
        "maxMemory", "a size of at least 64M, such as \"512M\" or \"2G\"", amount.words)
    }
    return bytes
  }

  /// The bounds of a limit of memory: below, the tables that a window needs have no room.
  package static let smallestMemory = 64 << 20
  package static let largestMemory = 1 << 44

  static func severity(_ text: String?) throws(SettingsError) -> Severity? {
    guard let text else { return nil }
    let names = Severity.allCases.map(\.name)
    guard let severity = Severity(name: text.lowercased()) else {
      throw unfit(
        "minSeverity", "one of " + names.joined(separator: ", "), quoted(text),
        near: Suggestion.nearest(to: text, among: names))
    }
    return severity
  }

  static func number<Number: Comparable>(
    _ number: Number?, in bounds: ClosedRange<Number>, at place: String
  ) throws(SettingsError) -> Number? {
    guard let number else { return nil }
    guard bounds.contains(number) else {
      throw unfit(place, "from \(bounds.lowerBound) to \(bounds.upperBound)", "\(number)")
    }
    return number
  }

  /// "window must be …, not 61."
  static func unfit(
    _ place: String, _ wants: String, _ got: String, near: String? = nil
  ) -> SettingsError {
    SettingsError("\(place) must be \(wants), not \(got)." + Suggestion.sentence(near), at: place)
  }

  static func quoted(_ text: String) -> String { "\"\(PrintableText.make(text, limit: 64))\"" }
}
