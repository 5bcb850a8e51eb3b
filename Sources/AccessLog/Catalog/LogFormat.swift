/// A log format that can be named and detected.
public struct LogFormat: Sendable {
  /// The name, as `--format` takes it.
  public let name: String
  /// What writes it, in a phrase.
  public let summary: String
  /// Lines in the format, and what must come out of them.
  public let samples: [FormatSample]
  private let prototype: any LineParser

  init(
    _ name: String, _ summary: String, samples: [FormatSample] = [], parser: () -> any LineParser
  ) {
    self.name = name
    self.summary = summary
    self.samples = samples
    self.prototype = parser()
  }

  /// A parser that has seen no line yet. (Parsers are values; this is a copy.)
  public func makeParser() -> any LineParser { prototype }
}

/// A line of a format with the fields expected of it, by their names in `tocsin parse`.
public struct FormatSample: Sendable {
  /// The line, or several lines of which the last one is the request.
  public let text: String
  /// Field names and values as `tocsin parse` writes them.
  public let expected: [String: String]

  init(_ text: String, _ expected: [String: String]) {
    self.text = text
    self.expected = expected
  }
}
