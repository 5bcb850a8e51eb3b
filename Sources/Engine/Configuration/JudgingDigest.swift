import AccessLog
import Detection
import Foundation
import Traffic

/// The hash by which alerts name the configuration that judged (`config`).
///
/// It is made of what decides which alerts there are and what they say, as it held in the end, with
/// options taken into account. Where logs lie, how many threads read them, or whom alerts are sent
/// to changes no judgement and does not change it; nor do comments, or the order of keys.
public enum JudgingDigest {
  private struct Judging: Encodable {
    var window: Int64
    var falseAlarmsPerWeek: Double
    var minSeverity: String
    var trustedProxies: [String]
    var allow: [Allowed]
    var patterns: [String]
    var pseudonyms: Bool
    var openapi: Bool
    var durationUnit: String?
    var timeZone: String?
  }

  private struct Allowed: Encodable {
    var networks: [String]
    var agents: [String]
    var paths: [String]
    var users: [String]
    var expires: String?

    init(_ entry: KnownGoodEntry) {
      networks = entry.networks.map(\.description)
      agents = entry.agents
      paths = entry.paths
      users = entry.users
      expires = entry.expires?.rfc3339
    }
  }

  /// The hash of the settings of a run: 16 hexadecimal digits.
  public static func hash(of settings: RunSettings) -> String {
    let judging = Judging(
      window: settings.pipeline.windows.windowSeconds,
      falseAlarmsPerWeek: settings.pipeline.analyst.budget.perWeek,
      minSeverity: settings.minimumSeverity.name,
      trustedProxies: settings.reading.reader.trustedProxies.map(\.description),
      allow: settings.pipeline.analyst.knownGood.entries.map { Allowed($0) },
      patterns: settings.pipeline.analyst.knownGood.patterns.map(\.rawValue),
      pseudonyms: settings.pseudonyms != nil,
      openapi: settings.pipeline.description != nil,
      durationUnit: settings.reading.reader.durationUnit.map { "\($0)" },
      timeZone: settings.reading.reader.zone?.name)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // Numbers and texts always encode.
    let data = (try? encoder.encode(judging)) ?? Data()
    return ByteHash.digits(of: [UInt8](data))
  }
}
