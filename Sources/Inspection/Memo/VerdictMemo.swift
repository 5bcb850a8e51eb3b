/// Remembers the verdicts on texts seen lately, so that what is common is judged once.
///
/// Direct-mapped and bounded: a text that hashes to a taken place takes it over. The text itself is
/// kept and compared, so that a collision can cost time but never give the wrong verdict; hence
/// the answer does not depend on what was seen before, or by which thread.
struct VerdictMemo: Sendable {
  /// Longer texts are not remembered.
  let longestKey: Int
  private let mask: Int
  private var lengths: [UInt16]
  private var verdicts: [Verdict]
  private var keys: [UInt8]

  /// A memo for `places` (a power of two) texts of up to `longestKey` bytes.
  /// Takes places × (longestKey + 10) bytes.
  init(places: Int, longestKey: Int) {
    self.longestKey = longestKey
    mask = places - 1
    lengths = [UInt16](repeating: 0, count: places)
    verdicts = [Verdict](repeating: .clean, count: places)
    keys = [UInt8](repeating: 0, count: places * longestKey)
  }

  /// The verdict on a text: the remembered one, or what `judge` says, which is remembered.
  @inline(__always)
  mutating func recall(
    _ range: Range<Int>, _ bytes: Span<UInt8>, judge: () -> Verdict
  ) -> Verdict {
    let place = place(bytes, range)
    if let place, let known = verdict(at: place, bytes, range) { return known }
    let verdict = judge()
    if let place { remember(verdict, at: place, bytes, range) }
    return verdict
  }

  /// The place of a text, nil for texts that are not remembered. O(length / 8).
  func place(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard range.count <= longestKey, range.count > 0 else { return nil }
    return Int(truncatingIfNeeded: WideHash.hash(bytes, range)) & mask
  }

  /// The verdict remembered at a place if it is this text's.
  func verdict(at place: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Verdict? {
    guard Int(lengths[place]) == range.count,
      WideHash.equal(bytes, range.lowerBound, keys.span, place &* longestKey, range.count)
    else { return nil }
    return verdicts[place]
  }

  /// Remembers a verdict.
  mutating func remember(
    _ verdict: Verdict, at place: Int, _ bytes: Span<UInt8>, _ range: Range<Int>
  ) {
    lengths[place] = UInt16(truncatingIfNeeded: range.count)
    verdicts[place] = verdict
    var target = place * longestKey
    for index in range {
      keys[target] = bytes[index]
      target += 1
    }
  }
}

/// Eight bytes at a time over spans: the one place of this room that loads without a check, after
/// one check for the whole range.
enum WideHash {
  /// A multiplicative hash of a range, for tables of fixed size. O(length / 8).
  static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    let raw = bytes.bytes
    var hash = UInt64(truncatingIfNeeded: range.count) &* 0x9e37_79b9_7f4a_7c15
    var index = range.lowerBound
    while index &+ 8 <= range.upperBound {
      let word = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
      hash = mix(hash ^ word)
      index &+= 8
    }
    var rest: UInt64 = 0
    while index < range.upperBound {
      rest = rest << 8 | UInt64(bytes[index])
      index &+= 1
    }
    return mix(hash ^ rest)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xa076_1d64_78bd_642f)
    return product.high ^ product.low
  }

  /// True if two ranges of the same length hold the same bytes.
  static func equal(
    _ left: Span<UInt8>, _ leftStart: Int, _ right: Span<UInt8>, _ rightStart: Int, _ count: Int
  ) -> Bool {
    precondition(leftStart >= 0 && leftStart &+ count <= left.count)
    precondition(rightStart >= 0 && rightStart &+ count <= right.count)
    let first = left.bytes
    let second = right.bytes
    var offset = 0
    while offset &+ 8 <= count {
      let a = unsafe first.unsafeLoadUnaligned(
        fromUncheckedByteOffset: leftStart &+ offset, as: UInt64.self)
      let b = unsafe second.unsafeLoadUnaligned(
        fromUncheckedByteOffset: rightStart &+ offset, as: UInt64.self)
      if a != b { return false }
      offset &+= 8
    }
    while offset < count {
      if left[leftStart &+ offset] != right[rightStart &+ offset] { return false }
      offset &+= 1
    }
    return true
  }
}
