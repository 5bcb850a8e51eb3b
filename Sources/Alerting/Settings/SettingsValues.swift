import AccessLog
import Detection
import Foundation

/// Values that stand in a configuration as text, each with the sentence for one that is none.
extension KeyedDecodingContainer {
  /// A value made from a text; nothing where the key is not there.
  /// - Parameters:
  ///   - wanted: What is expected: "a time such as 2026-03-02T10:00:00Z".
  ///   - make: The value of a text; nothing where it is none.
  func text<Value>(_ key: Key, wanted: String, make: (String) -> Value?) throws -> Value? {
    guard let text = try decodeIfPresent(String.self, forKey: key) else { return nil }
    guard let value = make(text) else {
      throw SettingsError(
        "\(SettingsPath.name(codingPath + [key])) must be \(wanted), not"
          + " '\(PrintableText.make(text, limit: 64))'.",
        at: SettingsPath.name(codingPath + [key]))
    }
    return value
  }

  /// A list of such values.
  func texts<Value>(_ key: Key, wanted: String, make: (String) -> Value?) throws -> [Value]? {
    guard let texts = try decodeIfPresent([String].self, forKey: key) else { return nil }
    return try texts.enumerated().map { index, text in
      guard let value = make(text) else {
        throw SettingsError(
          "\(SettingsPath.name(codingPath + [key]))[\(index)] must be \(wanted), not"
            + " '\(PrintableText.make(text, limit: 64))'.",
          at: "\(SettingsPath.name(codingPath + [key]))[\(index)]")
      }
      return value
    }
  }

  /// One of several words.
  func word<Value: RawRepresentable & CaseIterable>(
    _ key: Key, as type: Value.Type
  ) throws -> Value? where Value.RawValue == String {
    let words = type.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    return try text(key, wanted: "one of \(words)") { Value(rawValue: $0) }
  }

  /// Seconds: a number, or a text such as `90s`, `10m`, `36h`, `7d`.
  func seconds(_ key: Key, atLeast least: Double = 0) throws -> Double? {
    guard contains(key) else { return nil }
    let place = SettingsPath.name(codingPath + [key])
    let seconds =
      if let number = try? decode(Double.self, forKey: key) {
        number
      } else {
        (try? decode(String.self, forKey: key)).flatMap(SettingsText.seconds) ?? .nan
      }
    guard seconds >= least, seconds.isFinite else {
      throw SettingsError(
        "\(place) must be a time in seconds, or with a unit such as 90s, 10m, 36h or 7d"
          + (least > 0 ? ", and at least \(Figures.value(least)) seconds." : "."), at: place)
    }
    return seconds
  }

  /// A whole number within bounds.
  func number(_ key: Key, _ bounds: ClosedRange<Int>) throws -> Int? {
    guard let number = try decodeIfPresent(Int.self, forKey: key) else { return nil }
    guard bounds.contains(number) else {
      throw SettingsError(
        "\(SettingsPath.name(codingPath + [key])) must be a whole number from"
          + " \(bounds.lowerBound) to \(bounds.upperBound).",
        at: SettingsPath.name(codingPath + [key]))
    }
    return number
  }

  /// A text that must be there.
  func required(_ key: Key) throws -> String {
    let text = try decode(String.self, forKey: key)
    guard !text.isEmpty else {
      throw SettingsError(
        "\(SettingsPath.name(codingPath + [key])) must not be empty.",
        at: SettingsPath.name(codingPath + [key]))
    }
    return text
  }

  /// An absolute path that must be there.
  func path(_ key: Key) throws -> String? {
    try text(key, wanted: "an absolute path") { $0.hasPrefix("/") ? $0 : nil }
  }

  /// The severity of a name.
  func severity(_ key: Key) throws -> Severity? {
    let names = Severity.allCases.map { "'\($0.name)'" }.joined(separator: ", ")
    return try text(key, wanted: "one of \(names)") { Severity(name: $0) }
  }

  /// The kinds of a list.
  func kinds(_ key: Key) throws -> Set<Kind>? {
    guard let names = try decodeIfPresent([String].self, forKey: key) else { return nil }
    return Set(
      try names.enumerated().map { index, name in
        guard let kind = Kind(rawValue: name) else {
          let near = Suggestion.nearest(to: name, among: Kind.allCases.map(\.rawValue))
          throw SettingsError(
            "\(SettingsPath.name(codingPath + [key]))[\(index)] is no kind of incident:"
              + " '\(PrintableText.make(name, limit: 64))'." + Suggestion.sentence(near),
            at: "\(SettingsPath.name(codingPath + [key]))[\(index)]")
        }
        return kind
      })
  }

  /// The turns of an incident's life of a list.
  func events(_ key: Key) throws -> Set<Incident.Event>? {
    try texts(key, wanted: "'opened', 'escalated' or 'resolved'") { Incident.Event(rawValue: $0) }
      .map { Set($0) }
  }
}

/// Texts of a configuration.
enum SettingsText {
  /// The seconds that `90`, `90s`, `10m`, `36h` or `7d` mean.
  static func seconds(_ text: String) -> Double? {
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    let unit = text.last.flatMap { units[$0] }
    let digits = unit == nil ? text[...] : text.dropLast()
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2e })
    else { return nil }
    return Double(digits).map { $0 * (unit ?? 1) }
  }

  /// The bytes that `4096`, `512k`, `10M` or `2G` mean.
  static func bytes(_ text: String) -> Int? {
    let units: [Character: Int] = ["k": 10, "m": 20, "g": 30]
    let shift = text.lowercased().last.flatMap { units[$0] }
    let digits = shift == nil ? text[...] : text.dropLast()
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits) else {
      return nil
    }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: 1 << (shift ?? 0))
    return overflow ? nil : bytes
  }

  /// The minute of the day that `22:30` means.
  static func minute(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = Int(parts[0]),
      let minute = Int(parts[1]), (0...23).contains(hour), (0...59).contains(minute)
    else { return nil }
    return hour * 60 + minute
  }
}
