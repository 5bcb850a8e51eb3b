/// A fixed set of words with a meaning each, looked up by hash without making strings.
///
/// Two words of a table never share a hash (64 bits, a few hundred words). A stranger's word made
/// to collide would be read as one of ours, which gains its author nothing but suspicion.
struct WordTable<Meaning: Sendable>: Sendable {
  private var keys: [UInt64]
  private var meanings: [Meaning?]
  private let mask: Int

  /// A table from lists of words separated by blanks.
  init(_ lists: [(String, Meaning)]) {
    let words = lists.flatMap { words, meaning in
      words.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { ($0, meaning) }
    }
    var capacity = 16
    while capacity < words.count * 4 { capacity *= 2 }
    keys = [UInt64](repeating: 0, count: capacity)
    meanings = [Meaning?](repeating: nil, count: capacity)
    mask = capacity - 1
    for (word, meaning) in words {
      let hash = word.utf8.reduce(WordHash.seed) { WordHash.step($0, $1) }
      var slot = Int(truncatingIfNeeded: hash >> 20) & mask
      while keys[slot] != 0, keys[slot] != hash { slot = (slot + 1) & mask }
      keys[slot] = hash
      meanings[slot] = meaning
    }
  }

  /// The meaning of a word by its hash, nil for a stranger. O(1).
  func meaning(hash: UInt64) -> Meaning? {
    var slot = Int(truncatingIfNeeded: hash >> 20) & mask
    while keys[slot] != 0 {
      if keys[slot] == hash { return meanings[slot] }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The meaning of a part of a text, nil for a stranger.
  func meaning(of range: Range<Int>, in text: Text) -> Meaning? {
    range.isEmpty || range.count > 40 ? nil : meaning(hash: text.wordHash(range))
  }
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo): good enough for words, made for short keys.
enum WordHash {
  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325
  static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }
}
