/// What had to be undone to read a text, and what stood in it that no plain text has.
struct DecodingTraits: OptionSet, Sendable {
  let rawValue: UInt8
  /// `%00`, or a NUL byte.
  static let nul = DecodingTraits(rawValue: 1)
  /// An ASCII character in more UTF-8 bytes than it needs (`%c0%ae`): RFC 3629 §3 forbids it, and
  /// nobody but an evasion writes it.
  static let overlong = DecodingTraits(rawValue: 2)
  /// `%uXXXX`, which no standard knows; JavaScript's old `escape()` writes it.
  static let unicodeEscape = DecodingTraits(rawValue: 4)
  /// A `%` without two hexadecimal digits.
  static let malformed = DecodingTraits(rawValue: 8)
  /// Percent-encoding within percent-encoding.
  static let nested = DecodingTraits(rawValue: 16)
  /// Full-width or look-alike characters folded to ASCII punctuation.
  static let folded = DecodingTraits(rawValue: 32)
  /// Control bytes other than NUL, tab and line ends.
  static let control = DecodingTraits(rawValue: 64)
  /// Bytes of 0x80 and above.
  static let high = DecodingTraits(rawValue: 128)
}
