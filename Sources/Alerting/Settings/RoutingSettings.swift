import AccessLog
import Detection
import Foundation

/// Who hears of what, and when, as the configuration says it:
///
///     {"routes": [{"to": ["pager"], "minimum": "high", "kinds": [...], "subjects": [...]}],
///      "silences": [{"until": "2026-03-02T10:00:00Z", "subjects": ["192.0.2.0/24"], "to": [...]}],
///      "quietHours": [{"from": "22:00", "until": "07:00", "zone": "Europe/Berlin",
///                      "except": "critical", "to": [...]}]}
///
/// Without routes every sink hears of everything.
public struct RoutingSettings: Sendable, Hashable, Decodable {
  private struct Route: Sendable, Hashable {
    var sinks: [String]
    var match: AlertMatch
  }

  private enum Keys: String, CodingKey, CaseIterable { case routes, silences, quietHours }

  private var routes: [Route]?
  private var silences: [Silence] = []
  private var quietHours: [QuietHours] = []
  /// Where sinks are named, for the check whether there are such sinks.
  private var named: [String: String] = [:]

  /// The settings of a configuration that says nothing of it.
  public init() {}

  /// Settings.
  /// - Throws: `SettingsError`, `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.strictContainer(keyedBy: Keys.self)
    let place = SettingsPath.name(decoder.codingPath)
    let routes = try values.decodeIfPresent([RouteEntry].self, forKey: .routes)
    let silences = try values.decodeIfPresent([SilenceEntry].self, forKey: .silences) ?? []
    let quiet = try values.decodeIfPresent([QuietEntry].self, forKey: .quietHours) ?? []
    self.routes = routes.map { $0.map { Route(sinks: $0.sinks, match: $0.match) } }
    self.silences = silences.map(\.silence)
    quietHours = quiet.map(\.hours)
    let prefix = decoder.codingPath.isEmpty ? "" : place + "."
    for (index, route) in (routes ?? []).enumerated() {
      for name in route.sinks { named[name] = named[name] ?? "\(prefix)routes[\(index)].to" }
    }
    for (index, silence) in silences.enumerated() {
      for name in (silence.silence.sinks ?? []).sorted() {
        named[name] = named[name] ?? "\(prefix)silences[\(index)].to"
      }
    }
    for (index, hours) in quiet.enumerated() {
      for name in (hours.hours.sinks ?? []).sorted() {
        named[name] = named[name] ?? "\(prefix)quietHours[\(index)].to"
      }
    }
  }

  /// The routing for these sinks.
  /// - Throws: `SettingsError` where a sink is named that there is not, or a name stands twice.
  public func make(for sinks: [SinkSettings]) throws(SettingsError) -> Routing {
    let names = sinks.map(\.name)
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw SettingsError("Two sinks have the name '\(name)': give each a 'name' of its own.")
    }
    for (name, place) in named.sorted(by: { $0.value < $1.value }) where !names.contains(name) {
      let near = Suggestion.nearest(to: name, among: names)
      throw SettingsError(
        "\(place): there is no sink of the name '\(PrintableText.make(name, limit: 64))'."
          + Suggestion.sentence(near))
    }
    let all = [Route(sinks: names, match: AlertMatch())]
    let routes = (routes ?? all).flatMap { route in
      route.sinks.map { name in
        Router.Route(
          sink: name, match: route.match, events: sinks.first { $0.name == name }?.events)
      }
    }
    return Routing(Router(routes), silences: silences, quietHours: quietHours)
  }
}

private struct RouteEntry: Decodable {
  enum Keys: String, CodingKey, CaseIterable { case to, minimum, kinds, subjects }
  var sinks: [String]
  var match: AlertMatch

  init(from decoder: any Decoder) throws {
    let values = try decoder.strictContainer(keyedBy: Keys.self)
    sinks = try values.decode([String].self, forKey: .to)
    match = AlertMatch(
      minimum: try values.severity(.minimum) ?? .low, kinds: try values.kinds(.kinds),
      subjects: try values.decodeIfPresent([String].self, forKey: .subjects)?
        .map { SubjectPattern($0) })
  }
}

private struct SilenceEntry: Decodable {
  enum Keys: String, CodingKey, CaseIterable {
    case from, until, to, minimum, kinds, subjects, reason
  }
  var silence: Silence

  init(from decoder: any Decoder) throws {
    let values = try decoder.strictContainer(keyedBy: Keys.self)
    let wanted = "a time such as 2026-03-02T10:00:00Z"
    let seconds = { (text: String) in
      Timestamp(rfc3339: text).map { Double($0.microseconds) / 1_000_000 }
    }
    guard let until = try values.text(.until, wanted: wanted, make: seconds) else {
      throw SettingsError(
        "\(SettingsPath.name(decoder.codingPath)) lacks the key 'until': a silence must have an end."
      )
    }
    // The reason is for whoever reads the file.
    _ = try values.decodeIfPresent(String.self, forKey: .reason)
    silence = Silence(
      from: try values.text(.from, wanted: wanted, make: seconds), until: until,
      match: AlertMatch(
        minimum: try values.severity(.minimum) ?? .low, kinds: try values.kinds(.kinds),
        subjects: try values.decodeIfPresent([String].self, forKey: .subjects)?
          .map { SubjectPattern($0) }),
      sinks: try values.decodeIfPresent([String].self, forKey: .to).map { Set($0) })
  }
}

private struct QuietEntry: Decodable {
  enum Keys: String, CodingKey, CaseIterable { case from, until, zone, except, to }
  var hours: QuietHours

  init(from decoder: any Decoder) throws {
    let values = try decoder.strictContainer(keyedBy: Keys.self)
    let wanted = "a time of day such as 22:00"
    let minute = { (text: String) in SettingsText.minute(text) }
    guard let from = try values.text(.from, wanted: wanted, make: minute),
      let until = try values.text(.until, wanted: wanted, make: minute)
    else {
      throw SettingsError(
        "\(SettingsPath.name(decoder.codingPath)) needs the keys 'from' and 'until'.")
    }
    hours = QuietHours(
      from: from, until: until,
      zone: try values.text(.zone, wanted: "a time zone such as Europe/Berlin") {
        TimeZone(identifier: $0)
      } ?? .current,
      except: try values.severity(.except) ?? .critical,
      sinks: try values.decodeIfPresent([String].self, forKey: .to).map { Set($0) })
  }
}
