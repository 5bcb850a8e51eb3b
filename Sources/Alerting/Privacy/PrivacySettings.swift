import Foundation

/// What of persons may leave, as a configuration says it.
public struct PrivacySettings: Sendable, Decodable {
  /// The keys of `privacy`.
  package enum Keys: String, CodingKey, CaseIterable { case pseudonymKey }

  /// Where the key of the pseudonyms is; nothing where persons are named.
  public var pseudonymKey: Secret?

  /// Settings as they were typed.
  /// - Throws: `SettingsError`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.strictContainer(keyedBy: Keys.self)
    pseudonymKey = try values.decodeIfPresent(Secret.self, forKey: .pseudonymKey)
  }

  /// The pseudonyms; nothing where persons are named.
  /// - Parameter environment: The variables that a key may stand in.
  /// - Throws: `SettingsError` where the key is not there, or so short that it could be guessed.
  package func pseudonyms(environment: [String: String]) throws(SettingsError) -> Pseudonyms? {
    guard let pseudonymKey else { return nil }
    let place = "privacy.pseudonymKey"
    let key = Array(try pseudonymKey.read(for: place, environment: environment).utf8)
    guard key.count >= Pseudonyms.shortestKey else {
      throw SettingsError(
        "\(place) is shorter than \(Pseudonyms.shortestKey) characters and could be guessed: make one"
          + " with 'head -c 32 /dev/urandom | base64'.")
    }
    return Pseudonyms(key: key)
  }
}
