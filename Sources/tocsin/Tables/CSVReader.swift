/// Reads rows of comma-separated values (RFC 4180): quoted fields, CRLF or LF, a byte order mark,
/// a last row without its line end. A blank line is no row.
///
/// Fields are ranges into the bytes, so a row costs no allocation; `text` undoes the quotes.
struct CSVReader {
  private let bytes: [UInt8]
  private var position: Int
  /// The fields of the current row, quotes included.
  private(set) var fields: [Range<Int>] = []

  /// A reader at the start of the bytes.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
  }

  /// Steps to the next row; false at the end.
  mutating func next() -> Bool {
    while position < bytes.count {
      readRow()
      if fields.count > 1 || !fields[0].isEmpty { return true }
    }
    return false
  }

  /// The text of a field, its quotes undone, the blanks around it dropped.
  func text(_ field: Range<Int>) -> String {
    let field = trimmed(field)
    guard isQuoted(field) else { return String(decoding: bytes[field], as: UTF8.self) }
    let inner = String(
      decoding: bytes[field.lowerBound + 1..<field.upperBound - 1], as: UTF8.self)
    return inner.replacing("\"\"", with: "\"")
  }

  /// The field as it stood in the file, ready to be written into a CSV file again.
  func raw(_ field: Range<Int>) -> ArraySlice<UInt8> { bytes[field] }

  /// The field's number; nil where it is none, or none that is finite.
  func number(_ field: Range<Int>) -> Double? {
    guard let number = Double(text(field)), number.isFinite else { return nil }
    return number
  }

  private mutating func readRow() {
    fields.removeAll(keepingCapacity: true)
    var start = position
    var quoted = false
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        quoted.toggle()
      } else if !quoted, byte == UInt8(ascii: ",") {
        fields.append(start..<position)
        start = position + 1
      } else if !quoted, byte == UInt8(ascii: "\n") {
        break
      }
      position += 1
    }
    var end = position
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    fields.append(start..<end)
    position += 1
  }

  private func isQuoted(_ field: Range<Int>) -> Bool {
    field.count >= 2 && bytes[field.lowerBound] == UInt8(ascii: "\"")
      && bytes[field.upperBound - 1] == UInt8(ascii: "\"")
  }

  private func trimmed(_ field: Range<Int>) -> Range<Int> {
    let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    var start = field.lowerBound
    var end = field.upperBound
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return start..<end
  }
}
