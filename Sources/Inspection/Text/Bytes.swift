/// Questions about single bytes of ASCII text, asked everywhere in this room.
extension UInt8 {
  /// A letter a…z; texts are lower-cased before they are judged.
  var isLetter: Bool { self &- 0x61 < 26 }
  /// A digit 0…9.
  var isDigit: Bool { self &- 0x30 < 10 }
  /// A letter, a digit or `_`: what names are made of.
  var isWord: Bool { isLetter || isDigit || self == 0x5f }
  /// A blank, tab or line end, or one of the control bytes that parsers take for a blank.
  var isSpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0d) }
  /// The byte in lower case.
  var lowered: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
  /// The value of a hexadecimal digit of either case, nil for any other byte.
  var hexValue: UInt8? {
    if isDigit { return self &- 0x30 }
    let low = self | 0x20
    return low &- 0x61 < 6 ? low &- 0x61 &+ 10 : nil
  }
}
