import Foundation

/// A secret of the configuration: never the secret itself, but where it is to be found.
public enum Secret: Sendable, Hashable, Decodable {
  /// `{"file": "/etc/tocsin/slack-url"}`: the file's text without its last line break.
  case file(String)
  /// `{"environment": "SLACK_URL"}`: the variable's value.
  case environment(String)

  private enum Keys: String, CodingKey, CaseIterable { case file, environment }

  /// Bytes of a secret's file that are read: no key is longer.
  private static let mostBytes = 16 << 10

  /// A secret's place.
  /// - Throws: `SettingsError`, which does not repeat a secret that stands in its place.
  public init(from decoder: any Decoder) throws {
    let place = SettingsPath.name(decoder.codingPath)
    if (try? decoder.singleValueContainer().decode(String.self)) != nil {
      throw SettingsError(
        "\(place) is a secret, which must not stand in the configuration: write"
          + " {\"file\": \"/path\"} or {\"environment\": \"NAME\"} instead.", at: place)
    }
    let values = try decoder.strictContainer(keyedBy: Keys.self)
    let file = try values.decodeIfPresent(String.self, forKey: .file)
    let name = try values.decodeIfPresent(String.self, forKey: .environment)
    switch (file, name) {
    case (let file?, nil): self = .file(file)
    case (nil, let name?): self = .environment(name)
    default:
      throw SettingsError(
        "\(place) needs either the key 'file' or the key 'environment'.", at: place)
    }
  }

  /// The secret.
  /// - Parameter owner: Whose secret it is, for the message: `sink 'ops': url`.
  func read(for owner: String, environment: [String: String]) throws(SettingsError) -> String {
    switch self {
    case .environment(let name):
      guard let value = environment[name], !value.isEmpty else {
        throw SettingsError(
          "\(owner): the environment variable \(PrintableText.make(name)) is not set.")
      }
      return value
    case .file(let path):
      guard let file = FileHandle(forReadingAtPath: path) else {
        let reason = String(cString: strerror(errno))
        throw SettingsError("\(owner): cannot read \(PrintableText.make(path)): \(reason).")
      }
      defer { try? file.close() }
      let bytes = (try? file.read(upToCount: Secret.mostBytes)) ?? nil
      let text = String(decoding: bytes ?? Data(), as: UTF8.self)
        .trimmingCharacters(in: .whitespacesAndNewlines)
      guard !text.isEmpty else {
        throw SettingsError("\(owner): \(PrintableText.make(path)) is empty.")
      }
      return text
    }
  }
}
