/// What a path segment looks like: a word of the API's own, or a value that changes from request to
/// request.
public enum SegmentShape: UInt8, Sendable, CaseIterable {
  /// A word: part of the endpoint's name.
  case literal
  /// A number, UUID, hexadecimal id or a code such as `INV-2024-0117`.
  case id
  /// A calendar date, `2026-03-02`.
  case date
  /// An e-mail address.
  case email
  /// A mixture of letters and digits too wild for a word: session tokens, slugs with hashes.
  case token
  /// A file whose name holds an id: `report-20260302.csv`.
  case file
  /// Anything else that cannot be a name: percent-encoded text, very long segments, and segments
  /// of a place where too many different ones were seen.
  case value

  /// How the segment is written in a template.
  public var placeholder: String {
    switch self {
    case .literal: ""
    case .id: "{id}"
    case .date: "{date}"
    case .email: "{email}"
    case .token: "{token}"
    case .file: "{file}"
    case .value: "{value}"
    }
  }
}

/// Judges path segments by the classes of their bytes.
///
/// Reasons for the numbers: a UUID has 36 characters with dashes at fixed places (RFC 9562); eight
/// is the shortest hexadecimal id in common use (short hashes) and two digits tell it from English
/// words in a–f; four digits in a code keep `v2`, `oauth2` and `mp3` names; four changes between
/// letters and digits in sixteen characters do not happen in names people give.
struct SegmentJudge: Sendable {
  /// Classes of bytes, one bit each.
  private struct Class {
    static let digit: UInt8 = 1
    static let hexLetter: UInt8 = 2
    static let letter: UInt8 = 4
    static let dash: UInt8 = 8
    static let dot: UInt8 = 16
    static let at: UInt8 = 32
    static let strange: UInt8 = 64
    static let mark: UInt8 = 128
  }

  /// Longer segments are values, whatever they hold.
  static let longestName = 64

  private let classes: [UInt8] = (0..<256).map { byte in
    switch UInt8(byte) {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Class.digit
    case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
      Class.hexLetter
    case UInt8(ascii: "g")...UInt8(ascii: "z"), UInt8(ascii: "G")...UInt8(ascii: "Z"):
      Class.letter
    case UInt8(ascii: "-"): Class.dash
    case UInt8(ascii: "."): Class.dot
    case UInt8(ascii: "@"): Class.at
    case UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: ":"), UInt8(ascii: "+"): Class.mark
    default: Class.strange
    }
  }

  /// The shape of a segment. O(n).
  /// - Parameters:
  ///   - bytes: The buffer.
  ///   - range: The segment, without slashes.
  @inline(__always)
  func shape(_ bytes: borrowing RawSpan, _ range: Range<Int>) -> SegmentShape {
    var seen: UInt8 = 0
    var digits = 0
    var changes = 0
    var last: UInt8 = 0
    classes.withUnsafeBufferPointer { classes in
      for at in range {
        let kind = classes[Int(bytes.unsafeLoad(fromByteOffset: at, as: UInt8.self))]
        seen |= kind
        let digit = kind & Class.digit
        digits &+= Int(digit)
        changes &+= Int(digit ^ last)
        last = digit
      }
    }
    // Most segments are plain words.
    if digits == 0, seen & (Class.at | Class.strange) == 0 {
      return range.count > Self.longestName ? .value : .literal
    }
    return judge(bytes, range, seen: seen, digits: digits, changes: changes)
  }

  private func judge(
    _ bytes: borrowing RawSpan, _ range: Range<Int>, seen: UInt8, digits: Int, changes: Int
  ) -> SegmentShape {
    let length = range.count
    if seen == Class.digit { return .id }
    if seen & Class.at != 0 { return .email }
    if seen & Class.strange != 0 || length > Self.longestName { return .value }
    let hexadecimal = seen & ~(Class.digit | Class.hexLetter | Class.dash) == 0
    if hexadecimal, length == 36, isUUID(bytes, range) { return .id }
    if seen & ~(Class.digit | Class.dash) == 0, length == 10, isDate(bytes, range) { return .date }
    if hexadecimal, seen & Class.dash == 0, length >= 8, digits >= 2 { return .id }
    if seen & Class.dot != 0 {
      let hasLetters = seen & (Class.letter | Class.hexLetter) != 0
      return digits >= 6 || (hasLetters && isNumberedFile(bytes, range)) ? .file : .literal
    }
    if length >= 16, digits >= 3, changes >= 4 { return .token }
    return digits >= 4 ? .id : .literal
  }

  private func isUUID(_ bytes: borrowing RawSpan, _ range: Range<Int>) -> Bool {
    [8, 13, 18, 23].allSatisfy {
      bytes.unsafeLoad(fromByteOffset: range.lowerBound + $0, as: UInt8.self) == UInt8(ascii: "-")
    }
  }

  /// `17.webp`: nothing but digits before the first dot.
  private func isNumberedFile(_ bytes: borrowing RawSpan, _ range: Range<Int>) -> Bool {
    for at in range {
      let byte = bytes.unsafeLoad(fromByteOffset: at, as: UInt8.self)
      if byte == UInt8(ascii: ".") { return at > range.lowerBound }
      if byte < UInt8(ascii: "0") || byte > UInt8(ascii: "9") { return false }
    }
    return false
  }

  private func isDate(_ bytes: borrowing RawSpan, _ range: Range<Int>) -> Bool {
    [4, 7].allSatisfy {
      bytes.unsafeLoad(fromByteOffset: range.lowerBound + $0, as: UInt8.self) == UInt8(ascii: "-")
    }
  }
}
