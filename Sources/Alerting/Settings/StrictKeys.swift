/// Objects of a configuration, whose keys must all be known: a mistyped key that is passed over in
/// silence would be a setting that is not there when it matters.
extension Decoder {
  /// The container of this object, after a look at all of its keys.
  /// - Parameter keys: The keys that an object of this sort may have.
  /// - Throws: `SettingsError` for a key that is none of them: "Unknown key 'minmum' in sinks[0]:
  ///   did you mean 'minimum'?", or with all known keys where none is near.
  package func strictContainer<Key: CodingKey & CaseIterable>(
    keyedBy keys: Key.Type
  ) throws -> KeyedDecodingContainer<Key> {
    try strictContainer(keyedBy: keys, besides: [])
  }

  /// The same for an object that is decoded in two parts: `others` are the keys of the other part.
  package func strictContainer<Key: CodingKey & CaseIterable>(
    keyedBy keys: Key.Type, besides others: [String]
  ) throws -> KeyedDecodingContainer<Key> {
    let known = keys.allCases.map(\.stringValue) + others
    let given = try container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
    // Sorted, so that of several unknown keys always the same is named.
    if let unknown = given.filter({ !known.contains($0) }).min() {
      throw SettingsError.unknownKey(unknown, at: codingPath, known: known)
    }
    return try container(keyedBy: keys)
  }
}

extension SettingsError {
  /// The sentence for a key that an object does not know.
  package static func unknownKey(
    _ key: String, at path: [any CodingKey], known: [String]
  ) -> SettingsError {
    let name = PrintableText.make(key, limit: 64)
    let start = "Unknown key '\(name)' in \(SettingsPath.name(path)):"
    let place = path.isEmpty ? name : SettingsPath.name(path) + "." + name
    guard let near = Suggestion.nearest(to: key, among: known) else {
      return SettingsError(
        "\(start) it knows \(known.map { "'\($0)'" }.joined(separator: ", ")).", at: place)
    }
    return SettingsError("\(start) did you mean '\(near)'?", at: place)
  }
}

/// A key of any name.
private struct AnyKey: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
