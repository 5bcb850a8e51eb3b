/// A part of a format text with the column that it begins at, and how good a source it is for its
/// field: of several parts for one field the one with the lowest rank is read.
struct PlacedPart {
  var part: LayoutPart
  var column: Int
  var rank = 0
}

/// Walks along a format text.
struct FormatText {
  let bytes: [UInt8]
  var position = 0
  private(set) var parts: [PlacedPart] = []

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { position >= bytes.count }
  var column: Int { position + 1 }
  var current: UInt8 { peek(0) }

  /// The byte some places ahead, or 0 behind the end.
  func peek(_ distance: Int) -> UInt8 {
    position + distance < bytes.count ? bytes[position + distance] : 0
  }

  /// The text of a range.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Takes bytes as long as they satisfy the condition.
  mutating func take(while condition: (UInt8) -> Bool) -> String {
    let start = position
    while !isAtEnd, condition(current) { position += 1 }
    return text(start..<position)
  }

  /// Takes what stands up to a byte, and the byte; nil if it does not come.
  mutating func take(upTo byte: UInt8) -> String? {
    guard let end = bytes[position...].firstIndex(of: byte) else { return nil }
    defer { position = end + 1 }
    return text(position..<end)
  }

  /// Adds text that stands in the log as it is.
  mutating func add(text: String, at column: Int) {
    guard !text.isEmpty else { return }
    if case .text(let before)? = parts.last?.part {
      parts[parts.count - 1].part = .text(before + text)
    } else {
      parts.append(PlacedPart(part: .text(text), column: column))
    }
  }

  /// Adds a field.
  mutating func add(_ kind: FieldKind, at column: Int, rank: Int = 0, isList: Bool = false) {
    parts.append(PlacedPart(part: .field(kind, isList: isList), column: column, rank: rank))
  }

  /// Adds any part.
  mutating func add(_ part: LayoutPart, at column: Int) {
    parts.append(PlacedPart(part: part, column: column))
  }

  /// Takes one byte as text.
  mutating func takeText() {
    add(text: text(position..<position + 1), at: column)
    position += 1
  }

  static func isNameByte(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a || byte >= 0x30 && byte <= 0x39 || byte == 0x5f
  }
}
