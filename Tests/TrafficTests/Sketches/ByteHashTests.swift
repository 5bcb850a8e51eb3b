import TestSupport
import Testing
import Traffic

@Suite struct ByteHashTests {
  private func hash(_ bytes: [UInt8]) -> UInt64 {
    ByteHash.hash(bytes.span.bytes, 0..<bytes.count)
  }

  private func hash(_ text: String) -> UInt64 { hash(Array(text.utf8)) }

  @Test func wordsOfEightBytesDiffer() {
    let words = (0..<2000).map { hash("user" + String(1000 + $0)) }
    #expect(Set(words).count == 2000)
    #expect(hash("ABCDEFGH") != hash("ABCDEFGI"))
    #expect(hash("12345678abcdefgh") != hash("abcdefgh12345678"))
  }

  /// A change of any byte of any length changes the hash, and so does a longer or shorter range.
  @Test(arguments: 0...40) func everyByteOfEveryLengthCounts(length: Int) {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
    var seen: Set<UInt64> = [hash(bytes)]
    for place in 0..<length {
      var changed = bytes
      changed[place] ^= 0x20
      seen.insert(hash(changed))
    }
    seen.insert(hash(bytes + [0]))
    #expect(seen.count == length + 2)
  }

  @Test func lengthsOfZeroBytesDiffer() {
    let hashes = (0...64).map { hash([UInt8](repeating: 0, count: $0)) }
    #expect(Set(hashes).count == 65)
  }

  @Test func onlyTheRangeCounts() {
    let inner = Array("/orders/17".utf8)
    for padding in 0..<9 {
      let outer = [UInt8](repeating: 0x78, count: padding) + inner + Array("tail-of-line".utf8)
      let range = padding..<padding + inner.count
      #expect(ByteHash.hash(outer.span.bytes, range) == hash(inner))
    }
  }

  /// Sketches of two machines merge only if both hash alike, for ever.
  @Test func valuesAreFixed() {
    #expect(hash("") == hash([UInt8]()))
    #expect(hash("GET") == ByteHash.hash(Array("GET".utf8).span.bytes, 0..<3))
    #expect(String(hash("/users/17"), radix: 16) == "56b5209bedd03a19")
  }

  /// Hashes of neighbours fill all of the bits that tables and sketches look at.
  @Test func bitsAreBalanced() {
    var counts = [Int](repeating: 0, count: 64)
    for number in 0..<4096 {
      let value = hash("/items/\(number)")
      for bit in 0..<64 where value >> UInt64(bit) & 1 != 0 { counts[bit] += 1 }
    }
    // Six standard deviations of a fair coin thrown 4,096 times are 192.
    for count in counts { #expect(abs(count - 2048) < 192) }
  }

  /// Neighbouring paths are counted as what they are, not as a lattice.
  @Test(arguments: [100, 1000, 5000]) func neighboursLookIndependent(count: Int) {
    var sketch = DistinctSketch()
    for number in 0..<count { sketch.insert(hash("/orders/\(10_000 + number)")) }
    #expect(abs(Double(sketch.estimate) / Double(count) - 1) <= 3 * 0.033)
  }
}
