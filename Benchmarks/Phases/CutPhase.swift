import Foundation

/// Copies the first quarter of a log, up to a line end: `FROM TO`.
enum CutPhase: Phase {
  static let name = "cut"

  /// How many bytes were copied.
  struct Answer: Codable {
    var bytes: Int
  }

  static func run(_ words: [String]) throws -> Answer {
    guard words.count == 2 else {
      throw UsageError(message: "The phase 'cut' takes two paths.")
    }
    let attributes = try FileManager.default.attributesOfItem(atPath: words[0])
    var left = ((attributes[.size] as? Int) ?? 0) / 4
    var buffer = try LineBuffer(path: words[1])
    try FileBytes.forEach(of: words[0]) { piece in
      if left > piece.count {
        left -= piece.count
        try buffer.add(piece: Array(piece))
        return true
      }
      let end = piece[..<left].lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
      try buffer.add(piece: Array(piece[..<end]))
      return false
    }
    try buffer.close()
    return Answer(bytes: buffer.count)
  }
}
