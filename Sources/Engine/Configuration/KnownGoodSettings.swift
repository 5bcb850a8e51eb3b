import AccessLog
import Alerting
import Detection

/// Known good traffic as it was typed.
struct TypedKnownGood: Decodable {
  enum Keys: String, CodingKey, CaseIterable { case allow, patterns }

  var allow: [TypedKnownGoodEntry]?
  var patterns: [String]?

  init(from decoder: any Decoder) throws {
    let values = try decoder.strictContainer(keyedBy: Keys.self)
    allow = try values.decodeIfPresent([TypedKnownGoodEntry].self, forKey: .allow)
    patterns = try values.decodeIfPresent([String].self, forKey: .patterns)
  }
}

/// A line of the allowlist as it was typed.
struct TypedKnownGoodEntry: Decodable {
  enum Keys: String, CodingKey, CaseIterable {
    case reason, networks, agents, paths, users, expires
  }

  var reason: String
  var networks: [String]?
  var agents: [String]?
  var paths: [String]?
  var users: [String]?
  var expires: String?

  init(from decoder: any Decoder) throws {
    let values = try decoder.strictContainer(keyedBy: Keys.self)
    reason = try values.decode(String.self, forKey: .reason)
    networks = try values.decodeIfPresent([String].self, forKey: .networks)
    agents = try values.decodeIfPresent([String].self, forKey: .agents)
    paths = try values.decodeIfPresent([String].self, forKey: .paths)
    users = try values.decodeIfPresent([String].self, forKey: .users)
    expires = try values.decodeIfPresent(String.self, forKey: .expires)
  }
}

extension Configuration {
  /// Known good traffic as it is meant.
  static func knownGood(_ typed: TypedKnownGood?) throws(SettingsError) -> KnownGood? {
    guard let typed else { return nil }
    var knownGood = KnownGood()
    knownGood.entries = try each(typed.allow, "knownGood.allow", entry)
    if typed.patterns != nil {
      knownGood.patterns = try each(typed.patterns, "knownGood.patterns", pattern)
    }
    return knownGood
  }

  private static func entry(
    _ typed: TypedKnownGoodEntry, at place: String
  ) throws(SettingsError) -> KnownGoodEntry {
    let entry = KnownGoodEntry(
      reason: try text(typed.reason, at: place + ".reason"),
      networks: try each(typed.networks, place + ".networks", network),
      agents: try each(typed.agents, place + ".agents", agent),
      paths: try each(typed.paths, place + ".paths", pathPattern),
      users: try each(typed.users, place + ".users", text),
      expires: try moment(typed.expires, at: place + ".expires"))
    guard !entry.isEmpty else {
      throw SettingsError(
        "\(place) names nobody and would silence everything: add networks, agents, paths or users.",
        at: place)
    }
    return entry
  }

  private static func text(_ text: String, at place: String) throws(SettingsError) -> String {
    guard !text.isEmpty else { throw unfit(place, "a text", "an empty one") }
    return text
  }

  /// A text of an agent: short ones stand in nearly every line.
  private static func agent(_ text: String, at place: String) throws(SettingsError) -> String {
    guard text.utf8.count >= 4 else {
      throw unfit(place, "a text of an agent with at least 4 characters", quoted(text))
    }
    return text
  }

  private static func pathPattern(
    _ text: String, at place: String
  ) throws(SettingsError) -> String {
    guard text.hasPrefix("/"), text != "/*" else {
      throw unfit(place, "a path such as \"/health\" or \"/metrics/*\"", quoted(text))
    }
    return text
  }

  private static func pattern(
    _ text: String, at place: String
  ) throws(SettingsError) -> VerifiedPattern {
    let names = VerifiedPattern.allCases.map(\.rawValue)
    guard let pattern = VerifiedPattern(rawValue: text) else {
      throw unfit(
        place, "one of " + names.joined(separator: ", "), quoted(text),
        near: Suggestion.nearest(to: text, among: names))
    }
    return pattern
  }

  static func moment(_ text: String?, at place: String) throws(SettingsError) -> Timestamp? {
    guard let text else { return nil }
    guard let time = Timestamp(rfc3339: text) else {
      throw unfit(place, "a time such as \"2026-03-02\" or \"2026-03-02T10:00:00Z\"", quoted(text))
    }
    return time
  }
}
