import AccessLog

/// A sample line of a format, taken apart so that it can be written again and again with other times
/// and clients: a parser that remembers the last date must not have it for nothing.
struct SampleText {
  /// The lines before the request, which belong to it (`#Fields`).
  let header: [UInt8]
  private let line: [UInt8]
  /// Where `HH:MM:SS` stands.
  private let times: [Int]
  /// Where the last digit of the client's address stands.
  private let clients: [Int]

  init(_ sample: FormatSample) {
    let text = Array(sample.text.utf8)
    let start = text.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
    header = Array(text[..<start])
    line = Array(text[start...])
    times = Self.times(in: line)
    clients = Self.ends(of: Array((sample.expected["client"] ?? "").utf8), in: line)
  }

  /// The line of a moment.
  func line(at second: Int) -> [UInt8] {
    var line = line
    let parts = [second / 3600 % 24, second / 60 % 60, second % 60]
    for place in times {
      for (index, part) in parts.enumerated() {
        line[place + index * 3] = Self.zero + UInt8(part / 10)
        line[place + index * 3 + 1] = Self.zero + UInt8(part % 10)
      }
    }
    for place in clients { line[place] = Self.zero + 1 + UInt8(second % 9) }
    return line
  }

  private static let zero = UInt8(ascii: "0")
  private static let colon = UInt8(ascii: ":")

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= zero && byte < zero + 10 }

  /// `HH:MM:SS` that is no part of an IPv6 address.
  private static func times(in line: [UInt8]) -> [Int] {
    line.indices.filter { place in
      guard place + 8 <= line.count else { return false }
      let shape = line[place..<place + 8].map { isDigit($0) ? zero : $0 }
      guard shape == Array("00:00:00".utf8) else { return false }
      let after = place + 8 < line.count ? line[place + 8] : 0x20
      let before = place > 0 ? line[place - 1] : 0x20
      // `02/Mar/2026:15:04:05`: four digits and a colon before it are a year.
      let isBehindYear =
        before == colon && place > 4 && line[place - 5..<place - 1].allSatisfy(isDigit)
      return !isDigit(after) && after != colon && !isDigit(before)
        && (before != colon || isBehindYear)
    }
  }

  /// Where the last digit of an address stands, wherever the address does.
  private static func ends(of text: [UInt8], in line: [UInt8]) -> [Int] {
    guard let last = text.last, isDigit(last), last != zero, text.count > 6 else { return [] }
    return line.indices.filter { place in
      let end = place + text.count
      guard end <= line.count, Array(line[place..<end]) == text else { return false }
      let after = end < line.count ? line[end] : 0x20
      return !isDigit(after) && after != UInt8(ascii: ".")
    }.map { $0 + text.count - 1 }
  }
}
