import Alerting
import Foundation

/// Why a configuration (or a label file) cannot be used: the file, the place in it, what is wrong and
/// what to do.
public struct ConfigurationError: Error, Hashable, CustomStringConvertible {
  /// One sentence, such as "tocsin.json5, line 3, column 11: window must be …, not 61."
  public let description: String

  init(_ description: String) { self.description = description }
}

extension Configuration {
  /// Reads a configuration file: JSON5, so JSON with comments and trailing commas.
  /// - Throws: `ConfigurationError`; never with a secret in it.
  public static func load(_ path: String) throws(ConfigurationError) -> Configuration {
    try parse(try ConfigurationText.read(path, what: "configuration"), name: path)
  }

  /// A configuration from its text.
  /// - Parameter name: What errors call the file.
  static func parse(_ text: String, name: String) throws(ConfigurationError) -> Configuration {
    try ConfigurationText.decode(
      TypedConfiguration.self, text, name: name
    ) { typed throws(SettingsError) in try Configuration(typed) }
  }
}

/// Files that people write: read, decoded, and complained about with line and column.
enum ConfigurationText {
  /// No honest one is larger.
  private static let largest = 4 << 20

  /// The text of a file.
  /// - Parameter what: What it is: "configuration".
  static func read(_ path: String, what: String) throws(ConfigurationError) -> String {
    let name = "\(what) \(PrintableText.make(path))"
    guard let handle = FileHandle(forReadingAtPath: path) else {
      let reason = String(cString: strerror(errno))
      throw ConfigurationError("The \(name) cannot be read: \(reason).")
    }
    defer { try? handle.close() }
    let data: Data?
    do { data = try handle.read(upToCount: largest + 1) } catch {
      throw ConfigurationError("The \(name) cannot be read: it is no file.")
    }
    guard let data, data.count <= largest else {
      throw ConfigurationError("The \(name) is empty or larger than 4 MiB.")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw ConfigurationError("The \(name) is no UTF-8 text.")
    }
    return text
  }

  /// Decodes a text, and makes of it what it means.
  static func decode<Typed: Decodable, Meant>(
    _ type: Typed.Type, _ text: String, name: String,
    _ meaning: (Typed) throws(SettingsError) -> Meant
  ) throws(ConfigurationError) -> Meant {
    let name = PrintableText.make(name)
    let outline = JSON5Outline(text)
    if let problem = outline.problem {
      throw ConfigurationError(
        "\(name), line \(problem.line), column \(problem.column): \(problem.sentence).")
    }
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    do {
      return try meaning(try decoder.decode(type, from: Data(text.utf8)))
    } catch {
      throw ConfigurationError(sentence(error, outline, name))
    }
  }

  /// The error with the line and column of its place, and with what stands there where its type is
  /// wrong.
  private static func sentence(
    _ error: any Error, _ outline: JSON5Outline, _ name: String
  ) -> String {
    let problem = SettingsError(error)
    var sentence = problem.description
    let place = problem.place.flatMap { outline.places[$0 == SettingsPath.root ? "" : $0] }
    if case .typeMismatch? = error as? DecodingError, let place, sentence.hasSuffix(".") {
      sentence = sentence.dropLast() + ", not \(place.what)."
    }
    let position = place.map { ", line \($0.line), column \($0.column)" } ?? ""
    return "\(name)\(position): \(sentence)"
  }
}
