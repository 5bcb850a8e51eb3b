/// Apache's `LogFormat` (mod_log_config) and Tomcat's AccessLogValve `pattern`, which is made after
/// it.
struct ApacheFormat {
  /// What `%D` counts: microseconds in Apache and Tomcat 10, milliseconds in Tomcat before.
  var unitOfD = DurationUnit.microseconds

  private static let directives: [UInt8: (kind: FieldKind, rank: Int)] = [
    UInt8(ascii: "a"): (.client(hasPort: false), 0),
    UInt8(ascii: "h"): (.client(hasPort: false), 1),
    UInt8(ascii: "u"): (.user, 0), UInt8(ascii: "r"): (.requestLine, 0),
    UInt8(ascii: "m"): (.method, 0), UInt8(ascii: "U"): (.path, 0), UInt8(ascii: "q"): (.query, 0),
    UInt8(ascii: "H"): (.version, 0), UInt8(ascii: "s"): (.status, 0),
    UInt8(ascii: "b"): (.bytes, 0), UInt8(ascii: "B"): (.bytes, 0), UInt8(ascii: "O"): (.bytes, 1),
    UInt8(ascii: "F"): (.duration(.milliseconds), 1), UInt8(ascii: "T"): (.duration(.seconds), 3),
    UInt8(ascii: "v"): (.host, 1), UInt8(ascii: "V"): (.host, 1),
  ]
  private static let ignored = Array("AfIklLnoPpRSXCeixc^".utf8)

  func parts(_ format: String) throws(FormatError) -> [PlacedPart] {
    var text = FormatText(format)
    while !text.isAtEnd {
      guard text.current == UInt8(ascii: "%") else { text.takeText(); continue }
      try directive(&text)
    }
    return text.parts
  }

  /// Reads `%`, modifiers (`!200,304`, `<`, `>`), an argument in braces and the letter.
  private func directive(_ text: inout FormatText) throws(FormatError) {
    let column = text.column
    text.position += 1
    if text.current == UInt8(ascii: "%") { return text.takeText() }
    _ = text.take { $0 == 0x21 || $0 == 0x2c || $0 >= 0x30 && $0 <= 0x39 }
    let side = text.take { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }
    var argument: String?
    if text.current == UInt8(ascii: "{") {
      text.position += 1
      guard let inside = text.take(upTo: UInt8(ascii: "}")) else {
        throw FormatError(column, "expected '}' behind '%{'")
      }
      argument = inside
    }
    let letter = text.current
    let letterColumn = text.column
    text.position += 1
    if letter == UInt8(ascii: "^") {  // %{name}^ti, %{name}^to
      text.position += 2
      return text.add(HeaderField.ofAnswer(argument ?? ""), at: column)
    }
    try add(letter, argument, side, at: column, letterColumn, to: &text)
  }

  private func add(
    _ letter: UInt8, _ argument: String?, _ side: String, at column: Int, _ letterColumn: Int,
    to text: inout FormatText
  ) throws(FormatError) {
    switch (letter, argument) {
    case (UInt8(ascii: "t"), nil):
      text.add(text: "[", at: column)
      text.add(.time, at: column)
      text.add(text: "]", at: column)
    case (UInt8(ascii: "t"), let format?): text.add(timeKind(format), at: column, rank: 1)
    case (UInt8(ascii: "D"), _): text.add(.duration(unitOfD), at: column, rank: 0)
    case (UInt8(ascii: "T"), let unit?):
      guard let kind = Self.units[unit] else {
        throw .unknown(
          "unit", unit, at: letterColumn - unit.utf8.count - 1, known: ["s", "ms", "us"])
      }
      text.add(.duration(kind), at: column, rank: 2)
    case (UInt8(ascii: "i"), let name?): text.add(HeaderField.kind(name), at: column)
    case (UInt8(ascii: "o"), let name?): text.add(HeaderField.ofAnswer(name), at: column)
    case (UInt8(ascii: "a"), "c"): text.add(.client(hasPort: false), at: column, rank: 2)
    case (UInt8(ascii: "s"), _): text.add(.status, at: column, rank: side == ">" ? 0 : 1)
    default:
      if let known = Self.directives[letter], argument == nil {
        text.add(known.kind, at: column, rank: known.rank)
      } else if Self.ignored.contains(letter) || argument != nil && FormatText.isNameByte(letter) {
        text.add(.ignored, at: column)
      } else {
        let name = letter == 0 ? "" : String(decoding: [letter], as: UTF8.self)
        throw FormatError(letterColumn, "unknown directive '%\(name)'")
      }
    }
  }

  private static let units: [String: DurationUnit] = [
    "s": .seconds, "ms": .milliseconds, "us": .microseconds, "ns": .nanoseconds,
  ]

  /// `%{…}t`: fractions alone say nothing, anything else is a moment.
  private func timeKind(_ format: String) -> FieldKind {
    let name = format.split(separator: ":", maxSplits: 1).last.map(String.init) ?? format
    return name == "msec_frac" || name == "usec_frac" || name == "%z" ? .ignored : .time
  }
}

/// Request headers that mean something here.
enum HeaderField {
  /// The kind of a header, by its name in any case.
  static func kind(_ name: String) -> FieldKind {
    switch name.lowercased() {
    case "user-agent": .userAgent
    case "referer", "referrer": .referer
    case "host", ":authority": .host
    case "x-forwarded-for", "forwarded": .forwardedFor
    case "soapaction": .operation(.soap)
    case "x-apollo-operation-name": .operation(.graphQL)
    default: .ignored
    }
  }

  /// The kind of a header or trailer of the answer.
  static func ofAnswer(_ name: String) -> FieldKind {
    name.lowercased() == "grpc-status" ? .grpcStatus : .ignored
  }
}
