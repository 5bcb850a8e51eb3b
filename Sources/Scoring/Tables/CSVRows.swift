/// The records of a CSV file, one after the other, by RFC 4180.
///
/// Fields may be quoted and then hold commas, line breaks and doubled quotes; lines may end in LF
/// or CRLF; empty lines are no records; a byte order mark at the start is skipped. Nothing is an
/// error here: an open quote runs to the end of the file.
struct CSVRows {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// Puts the next record's fields in the array (as they stand, unquoted); false at the end.
  mutating func next(_ fields: inout [ArraySlice<UInt8>]) -> Bool {
    while position < bytes.count, bytes[position] == 0x0A || bytes[position] == 0x0D {
      position += 1
    }
    guard position < bytes.count else { return false }
    fields.removeAll(keepingCapacity: true)
    while true {
      fields.append(bytes[position...].first == 0x22 ? quoted() : plain())
      guard position < bytes.count, bytes[position] == 0x2C else { break }
      position += 1
    }
    if position < bytes.count, bytes[position] == 0x0D { position += 1 }
    if position < bytes.count, bytes[position] == 0x0A { position += 1 }
    return true
  }

  private mutating func plain() -> ArraySlice<UInt8> {
    let start = position
    while position < bytes.count, bytes[position] != 0x2C, bytes[position] != 0x0A {
      position += 1
    }
    // A carriage return before the line feed (or at the very end) belongs to the line's end.
    let ends = position == bytes.count || bytes[position] == 0x0A
    return bytes[
      start..<(ends && position > start && bytes[position - 1] == 0x0D ? position - 1 : position)]
  }

  private mutating func quoted() -> ArraySlice<UInt8> {
    var field: [UInt8] = []
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == 0x22 {
        guard position < bytes.count, bytes[position] == 0x22 else { break }
        position += 1
      }
      field.append(byte)
    }
    // What stands between the closing quote and the comma is kept: better odd than lost.
    field.append(contentsOf: plain())
    return field[...]
  }
}
