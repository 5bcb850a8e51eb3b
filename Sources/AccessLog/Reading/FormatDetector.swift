/// A format that a log was found to be in.
public struct DetectedFormat: Sendable, Equatable {
  /// The name of the format in the catalog.
  public let name: String
  /// The share of the sample's lines that fit, 0…1.
  public let confidence: Double
}

/// Chooses the format of a log from its first lines.
enum FormatDetector {
  /// The parser that fits best, and what is known about the choice.
  static func choose(
    _ lines: [Range<Int>], of bytes: RawSpan, options: ReaderOptions
  ) -> (parser: any LineParser, format: DetectedFormat?) {
    (CommonLog(), DetectedFormat(name: "combined", confidence: 1))
  }
}
