/// What is wrong in a configuration, as a sentence that names the place.
public struct SettingsError: Error, Hashable, CustomStringConvertible {
  /// Where, what was expected and what to do.
  public let description: String
  /// The place as `SettingsPath` names it, for those who know where in the file it stands.
  public let place: String?

  /// An error of that sentence.
  public init(_ description: String, at place: String? = nil) {
    self.description = description
    self.place = place
  }

  /// What a decoder complained about, in the words of somebody who writes a configuration; an error
  /// that is a sentence already stays as it is.
  public init(_ error: any Error) {
    guard let error = error as? DecodingError else {
      self = error as? SettingsError ?? SettingsError("\(error)")
      return
    }
    switch error {
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      let place = SettingsPath.name(context.codingPath)
      self.init("\(place) must be \(SettingsError.words(for: type)).", at: place)
    case .keyNotFound(let key, let context):
      let place = SettingsPath.name(context.codingPath)
      self.init("\(place) lacks the key '\(key.stringValue)': add it.", at: place)
    case .dataCorrupted(let context):
      let place = SettingsPath.name(context.codingPath)
      self.init(
        "\(place) cannot be read: \(PrintableText.make(context.debugDescription))", at: place)
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
  /// What the whole of it is called.
  package static let root = "the configuration"

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
    return name.isEmpty ? root : name
  }
}
