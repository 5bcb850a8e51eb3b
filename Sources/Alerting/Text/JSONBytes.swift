/// Writes JSON (RFC 8259) in the order in which it is told to, so that the same values always give
/// the same bytes. Foundation's encoder cannot promise an order that is not the alphabet's.
///
///     var json = JSONBytes()
///     json.object {
///       $0.field("id", "a1")
///       $0.field("requests", 3)
///     }
///     // {"id":"a1","requests":3}
public struct JSONBytes: Sendable {
  /// What has been written.
  public private(set) var bytes: [UInt8] = []
  /// True where the next value needs a comma before it.
  private var needsComma = false

  /// An empty document.
  public init() {}

  /// Writes an object whose fields `body` writes.
  public mutating func object(_ body: (inout JSONBytes) -> Void) {
    enclose(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  /// Writes an array whose elements `body` writes.
  public mutating func array(_ body: (inout JSONBytes) -> Void) {
    enclose(UInt8(ascii: "["), UInt8(ascii: "]"), body)
  }

  /// Writes a field's key; the value must follow.
  public mutating func key(_ key: String) {
    value(key)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a string.
  public mutating func value(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 { append(escaping: byte) }
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// Writes a number: the shortest digits that read back as the same value, whole numbers without
  /// a point, and `null` for what JSON has no number for (infinities and NaN).
  public mutating func value(_ number: Double) {
    guard number.isFinite else { return null() }
    // Below 2^53 every whole number is exact, so that dropping ".0" loses nothing.
    if number == number.rounded(), abs(number) < 9_007_199_254_740_992 {
      return value(Int64(number))
    }
    raw("\(number)")
  }

  /// Writes a whole number.
  public mutating func value(_ number: some BinaryInteger) { raw("\(number)") }

  /// Writes `true` or `false`.
  public mutating func value(_ flag: Bool) { raw(flag ? "true" : "false") }

  /// Writes `null`.
  public mutating func null() { raw("null") }

  /// Writes a field with a string, `null` where there is none.
  public mutating func field(_ name: String, _ text: String?) {
    key(name)
    if let text { value(text) } else { null() }
  }

  /// Writes a field with a number.
  public mutating func field(_ name: String, _ number: Double) {
    key(name)
    value(number)
  }

  /// Writes a field with a whole number.
  public mutating func field(_ name: String, _ number: some BinaryInteger) {
    key(name)
    value(number)
  }

  /// Writes a field with `true` or `false`.
  public mutating func field(_ name: String, _ flag: Bool) {
    key(name)
    value(flag)
  }

  /// Writes a field with an object.
  public mutating func field(_ name: String, object body: (inout JSONBytes) -> Void) {
    key(name)
    object(body)
  }

  /// Writes a field with an array.
  public mutating func field(_ name: String, array body: (inout JSONBytes) -> Void) {
    key(name)
    array(body)
  }

  /// Writes a field with an array of strings.
  public mutating func field(_ name: String, _ texts: [String]) {
    field(name, array: { json in for text in texts { json.value(text) } })
  }

  /// Ends a line of NDJSON.
  public mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  private mutating func enclose(_ open: UInt8, _ close: UInt8, _ body: (inout JSONBytes) -> Void) {
    separate()
    bytes.append(open)
    needsComma = false
    body(&self)
    bytes.append(close)
    needsComma = true
  }

  private mutating func raw(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  /// RFC 8259 §7 asks for escapes of `"`, `\` and the controls below 0x20; DEL is escaped as well.
  private mutating func append(escaping byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 0x0a: bytes.append(contentsOf: "\\n".utf8)
    case ..<0x20, 0x7f:
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: "\\u00".utf8)
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    default: bytes.append(byte)
    }
  }
}
