// Word-at-a-time searches. All of them stay inside [start, end), which the caller keeps inside the
// span; eight bytes are only ever loaded where the span has eight bytes.

extension RawSpan {
  /// The byte at an offset, or 0 outside the span: a look ahead that cannot go wrong.
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 {
    guard offset >= 0, offset < byteCount else { return 0 }
    return unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
  }

  /// Eight bytes as a little-endian word; the first byte is the lowest. The caller has checked
  /// that `offset + 8 <= byteCount`.
  @inline(__always)
  func word(_ offset: Int) -> UInt64 {
    UInt64(littleEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
  }

  /// The offset of the first `byte` in [start, end), or `end`. Linear, eight bytes a step.
  @inline(__always)
  func firstIndex(of byte: UInt8, from start: Int, to end: Int) -> Int {
    let pattern = Word.repeating(byte)
    var i = start
    while i < end {
      guard i &+ 8 <= byteCount else {
        if self.byte(i) == byte { return i }
        i &+= 1
        continue
      }
      let hits = Word.zeroBytes(word(i) ^ pattern)
      if hits != 0 { return min(i &+ hits.trailingZeroBitCount &>> 3, end) }
      i &+= 8
    }
    return end
  }

  /// The offset of the first of two bytes in [start, end), or `end`. Linear, eight bytes a step.
  @inline(__always)
  func firstIndex(of a: UInt8, or b: UInt8, from start: Int, to end: Int) -> Int {
    let patternA = Word.repeating(a)
    let patternB = Word.repeating(b)
    var i = start
    while i < end {
      guard i &+ 8 <= byteCount else {
        let byte = self.byte(i)
        if byte == a || byte == b { return i }
        i &+= 1
        continue
      }
      let loaded = word(i)
      let hits = Word.zeroBytes(loaded ^ patternA) | Word.zeroBytes(loaded ^ patternB)
      if hits != 0 { return min(i &+ hits.trailingZeroBitCount &>> 3, end) }
      i &+= 8
    }
    return end
  }

  /// The offset of the last `byte` in [start, end), or nil. Linear, for short ranges.
  func lastIndex(of byte: UInt8, from start: Int, to end: Int) -> Int? {
    var i = end
    while i > start {
      i &-= 1
      if self.byte(i) == byte { return i }
    }
    return nil
  }

  /// True if the bytes at `offset` are `text`, all of them before `end`.
  func starts(with text: StaticString, at offset: Int, to end: Int) -> Bool {
    guard end &- offset >= text.utf8CodeUnitCount else { return false }
    var i = offset
    var pointer = text.utf8Start
    let last = offset &+ text.utf8CodeUnitCount
    while i < last {
      if byte(i) != pointer.pointee { return false }
      pointer += 1
      i &+= 1
    }
    return true
  }

  /// True if the range holds a dash and nothing else: what logs write for nothing.
  @inline(__always)
  func isDash(_ range: Range<Int>) -> Bool {
    range.count == 1 && byte(range.lowerBound) == UInt8(ascii: "-")
  }

  /// True if the range holds exactly `text`.
  func equals(_ text: StaticString, _ range: Range<Int>) -> Bool {
    range.count == text.utf8CodeUnitCount
      && starts(with: text, at: range.lowerBound, to: range.upperBound)
  }

  /// The offset behind the spaces that begin at `start`.
  @inline(__always)
  func skipSpaces(from start: Int, to end: Int) -> Int {
    var i = start
    while i < end, byte(i) == UInt8(ascii: " ") { i &+= 1 }
    return i
  }

  /// The range without the spaces and tabs around it.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, byte(start) == 0x20 || byte(start) == 0x09 { start &+= 1 }
    while end > start, byte(end &- 1) == 0x20 || byte(end &- 1) == 0x09 { end &-= 1 }
    return start..<end
  }
}

/// Arithmetic on eight bytes at once (SWAR).
enum Word {
  /// The byte in all eight places.
  @inline(__always)
  static func repeating(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }

  /// The high bit of each zero byte; exact for the lowest one, which is all that a search needs
  /// (Warren, Hacker's Delight, §6-1: bytes above the first zero may be marked in error).
  @inline(__always)
  static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  /// The word with its ASCII letters in lower case. `A…Z` carry into the high bit when 0x3f is added and
  /// not yet when 0x25 is.
  @inline(__always)
  static func lowered(_ word: UInt64) -> UInt64 {
    let low = word & repeating(0x7f)
    let isUpper = ((low &+ repeating(0x3f)) ^ (low &+ repeating(0x25))) & ~word & repeating(0x80)
    return word | isUpper &>> 2
  }
}
