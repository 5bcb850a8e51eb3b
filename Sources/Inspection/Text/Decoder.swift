/// Undoes what a server and its application may undo, one percent layer after the other.
///
/// Reads percent-encoding (RFC 3986 §2.1) up to three layers deep, `+` as a blank in queries, and
/// the spellings that only evasions use: overlong UTF-8 (`%c0%ae`), `%uXXXX`, full-width letters,
/// torn escapes (`%2%e`, `%c0%qf`). The result is lower-cased and holds no NUL. The buffers are
/// reused: nothing is allocated once they have grown.
struct Decoder: Sendable {
  /// The decoded text.
  private(set) var output: [UInt8] = []
  /// What was found on the way.
  private(set) var traits: DecodingTraits = []
  private var input: [UInt8] = []

  /// Percent layers undone: one by the server, one by the application, one for a proxy between.
  static let layers = 3

  /// Decodes a part of a buffer into `output`. O(n).
  mutating func decode(_ bytes: Span<UInt8>, _ range: Range<Int>, plusIsSpace: Bool) {
    traits = []
    output.removeAll(keepingCapacity: true)
    for index in range {
      let byte = bytes[index]
      output.append(byte == UInt8(ascii: "+") && plusIsSpace ? 0x20 : byte)
    }
    var layer = 0
    while layer < Decoder.layers, output.contains(UInt8(ascii: "%")) {
      if !undoLayer() { break }
      if layer > 0 { traits.insert(.nested) }
      layer += 1
    }
    finish()
  }

  /// One layer; false if there was nothing to undo.
  private mutating func undoLayer() -> Bool {
    swap(&input, &output)
    output.removeAll(keepingCapacity: true)
    var index = 0
    var changed = false
    while index < input.count {
      let byte = input[index]
      guard byte == UInt8(ascii: "%") else {
        output.append(byte)
        index += 1
        continue
      }
      let length = undoEscape(at: index)
      changed = changed || length > 0
      if length == 0 {
        output.append(byte)
        traits.insert(.malformed)
      }
      index += max(length, 1)
    }
    return changed
  }

  /// Undoes the escape at a `%` and says how many bytes it took, 0 if it is none.
  private mutating func undoEscape(at index: Int) -> Int {
    if let byte = escapedByte(at: index) {
      if byte >= 0xc0, let length = overlong(lead: byte, at: index) { return length }
      output.append(byte)
      return 3
    }
    if peek(index + 1) | 0x20 == UInt8(ascii: "u"), let scalar = hex(index + 2, digits: 4) {
      traits.insert(.unicodeEscape)
      append(scalar: scalar)
      return 6
    }
    return tornEscape(at: index)
  }

  /// `%2%e`, `%2%f`, `%5%c`: an escape torn apart, put together by lenient decoders; and
  /// `%bg%qf`, digits beyond F as bit tricks of the same sort. Only where it makes `.`, `/`, `\`.
  private mutating func tornEscape(at index: Int) -> Int {
    guard peek(index + 2) == UInt8(ascii: "%") || peek(index + 3) == UInt8(ascii: "%") else {
      return 0
    }
    let high = peek(index + 1) | 0x20
    let low = peek(index + 3) | 0x20
    if peek(index + 2) == UInt8(ascii: "%") {
      if high == UInt8(ascii: "2") | 0x20, low == UInt8(ascii: "e") {
        return emit(UInt8(ascii: "."), 4)
      }
      if high == UInt8(ascii: "2") | 0x20, low == UInt8(ascii: "f") {
        return emit(UInt8(ascii: "/"), 4)
      }
      if high == UInt8(ascii: "5") | 0x20, low == UInt8(ascii: "c") {
        return emit(UInt8(ascii: "\\"), 4)
      }
      return 0
    }
    let torn = high == UInt8(ascii: "b") && peek(index + 2) | 0x20 == UInt8(ascii: "g")
    return torn ? emit(UInt8(ascii: "/"), 6) : 0
  }

  /// An ASCII character in 2…6 bytes of UTF-8, from the lead byte's bits; nil if it is honest.
  ///
  /// The second byte may lack its marker bits (`%c0%2f`) or be no hexadecimal number at all
  /// (`%c0%qf`, `%c1%9v`): decoders that only mask bits read a slash or a backslash from these.
  private mutating func overlong(lead: UInt8, at index: Int) -> Int? {
    if lead == 0xc0, peek(index + 3) == UInt8(ascii: ".") { return emit(UInt8(ascii: "."), 4) }
    guard peek(index + 3) == UInt8(ascii: "%") else { return nil }
    if lead <= 0xc1 {
      guard let next = escapedByte(at: index + 3) else {
        guard peek(index + 4) != 0, peek(index + 5) != 0 else { return nil }
        return emit(UInt8(ascii: "/"), 6)
      }
      // C0 5E and C0 FE are C0 AE with other marker bits, C1 AF is C0 AF: dots and a slash.
      if lead == 0xc0, next == 0x5e || next == 0xfe { return emit(UInt8(ascii: "."), 6) }
      if lead == 0xc1, next == 0xaf { return emit(UInt8(ascii: "/"), 6) }
      return emit((lead & 1) << 6 | next & 0x3f, 6)
    }
    let length: Int
    switch lead {
    case 0xe0: length = 3
    case 0xf0: length = 4
    case 0xf8: length = 5
    case 0xfc: length = 6
    default: return fullWidth(lead: lead, at: index)
    }
    var value: UInt32 = 0
    for step in 1..<length {
      guard let byte = escapedByte(at: index + 3 * step), byte & 0xc0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3f)
    }
    return value < 0x80 ? emit(UInt8(value), 3 * length) : nil
  }

  /// U+FF01…U+FF5E (`%ef%bc%8e` is a full-width dot), which Windows' best-fit mapping folds.
  private mutating func fullWidth(lead: UInt8, at index: Int) -> Int? {
    guard lead == 0xef, let second = escapedByte(at: index + 3), second == 0xbc || second == 0xbd,
      let third = escapedByte(at: index + 6), third & 0xc0 == 0x80
    else { return nil }
    append(scalar: 0xf000 | UInt32(second & 0x3f) << 6 | UInt32(third & 0x3f))
    return 9
  }

  private mutating func emit(_ byte: UInt8, _ length: Int) -> Int {
    traits.insert(.overlong)
    output.append(byte)
    return length
  }

  /// Appends a character as UTF-8, folding look-alikes of ASCII punctuation.
  private mutating func append(scalar: UInt32) {
    switch scalar {
    case 0xff01...0xff5e:
      traits.insert(.folded)
      output.append(UInt8(truncatingIfNeeded: scalar &- 0xfee0))
    case 0x2215, 0x2044, 0x29f8, 0xefc8, 0xf025, 0x2216:
      traits.insert(.folded)
      output.append(UInt8(ascii: "/"))
    case 0..<0x80: output.append(UInt8(truncatingIfNeeded: scalar))
    case 0x80..<0x800:
      output.append(0xc0 | UInt8(truncatingIfNeeded: scalar >> 6))
      output.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3f))
    default:
      output.append(0xe0 | UInt8(truncatingIfNeeded: scalar >> 12 & 0x0f))
      output.append(0x80 | UInt8(truncatingIfNeeded: scalar >> 6 & 0x3f))
      output.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3f))
    }
  }

  /// Lower-cases the result, drops NULs (parsers of HTML and shells skip them), notes the rest.
  private mutating func finish() {
    var kept = 0
    for index in output.indices {
      let byte = output[index]
      if byte == 0 {
        traits.insert(.nul)
        continue
      }
      if byte >= 0x80 { traits.insert(.high) }
      if byte < 0x20 && !byte.isSpace || byte == 0x7f { traits.insert(.control) }
      output[kept] = byte.lowered
      kept += 1
    }
    output.removeLast(output.count - kept)
  }

  private func peek(_ index: Int) -> UInt8 { index < input.count ? input[index] : 0 }

  private func escapedByte(at index: Int) -> UInt8? {
    guard peek(index) == UInt8(ascii: "%"), let high = peek(index + 1).hexValue,
      let low = peek(index + 2).hexValue
    else { return nil }
    return high << 4 | low
  }

  private func hex(_ index: Int, digits: Int) -> UInt32? {
    var value: UInt32 = 0
    for offset in 0..<digits {
      guard let digit = peek(index + offset).hexValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
