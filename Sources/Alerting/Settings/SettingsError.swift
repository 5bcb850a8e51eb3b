/// What is wrong in a configuration, as a sentence that names the place.
package struct SettingsError: Error, Hashable, CustomStringConvertible {
  /// Where, what was expected and what to do.
  package let description: String

  /// An error of that sentence.
  package init(_ description: String) { self.description = description }

  /// What a decoder complained about, in the words of somebody who writes a configuration; an error
  /// that is a sentence already stays as it is.
  package init(_ error: any Error) {
    guard let error = error as? DecodingError else {
      self.init((error as? SettingsError)?.description ?? "\(error)")
      return
    }
    switch error {
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      self.init(
        "\(SettingsPath.name(context.codingPath)) must be \(SettingsError.words(for: type)).")
    case .keyNotFound(let key, let context):
      self.init(
        "\(SettingsPath.name(context.codingPath)) lacks the key '\(key.stringValue)': add it.")
    case .dataCorrupted(let context):
      let place = SettingsPath.name(context.codingPath)
      self.init("\(place) cannot be read: \(PrintableText.make(context.debugDescription))")
    @unknown default:
      self.init("The configuration cannot be read: \(error).")
    }
  }

  /// What a Swift type is called in JSON.
  private static func words(for type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a text in quotes"
    case is Bool.Type: "true or false"
    case is Int.Type, is Int64.Type: "a whole number"
    case is Double.Type: "a number"
    case is any Sequence.Type where !"\(type)".hasPrefix("Dictionary"): "a list in brackets [ ]"
    default: "an object in braces { }"
    }
  }
}

/// Places in a configuration as its author would write them: `sinks[0].url`.
package enum SettingsPath {
  /// The place, "the configuration" for its root.
  package static func name(_ path: [any CodingKey]) -> String {
    var name = ""
    for key in path {
      if let index = key.intValue {
        name += "[\(index)]"
      } else {
        name += (name.isEmpty ? "" : ".") + PrintableText.make(key.stringValue, limit: 64)
      }
    }
    return name.isEmpty ? "the configuration" : name
  }
}
