/// What a byte of a target may be part of: the first, cheapest look at it.
enum ByteClass {
  static let plain: UInt8 = 0
  /// Needs a closer look wherever it stands.
  static let hot: UInt8 = 1
  /// Harmless alone; two in a row need a closer look: `..`, `//`, `__`.
  static let dot: UInt8 = 2
  static let slash: UInt8 = 4
  static let underscore: UInt8 = 8
  /// A letter: not a digit, for telling numbers from names.
  static let letter: UInt8 = 16
  /// `%`, which hides something.
  static let percent: UInt8 = 32

  /// Classes of bytes in a path: letters, digits and `-._~/` are plain (RFC 3986 §2.3).
  static let path: [UInt8] = table { byte in
    switch byte {
    case UInt8(ascii: "."): dot
    case UInt8(ascii: "/"): slash
    case UInt8(ascii: "-"), UInt8(ascii: "~"), UInt8(ascii: ","), UInt8(ascii: "_"),
      UInt8(ascii: ":"), UInt8(ascii: "@"):
      plain
    default: byte.lowered.isLetter || byte.isDigit ? plain : hot
    }
  }

  /// Classes of bytes in a query: the same without `/`, `:` and `@`, which make addresses.
  static let query: [UInt8] = table { byte in
    switch byte {
    case UInt8(ascii: "."): dot | letter
    case UInt8(ascii: "_"): underscore | letter
    case UInt8(ascii: "-"), UInt8(ascii: "~"), UInt8(ascii: ","): letter
    default: byte.lowered.isLetter ? letter : byte.isDigit ? plain : hot | letter
    }
  }

  private static func table(_ sort: (UInt8) -> UInt8) -> [UInt8] {
    (0...255).map { sort(UInt8($0)) }
  }
}
