extension Address {
  /// An address from its text: dotted quad or RFC 4291 IPv6 (with `::`, an embedded dotted quad, a
  /// zone such as `%eth0`). IPv4-mapped IPv6 is the IPv4 address. Nil for anything else.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let address = bytes.span.bytes.address(0..<bytes.count) else { return nil }
    self = address
  }
}

extension RawSpan {
  /// The address that the range holds, all of it, or nil. At most 45 bytes and a zone are read.
  @inline(__always)
  func address(_ range: Range<Int>) -> Address? {
    if let v4 = addressV4(from: range.lowerBound, to: range.upperBound) {
      return v4.end == range.upperBound ? v4.address : nil
    }
    return addressV6(range)
  }

  /// A dotted quad at `start`: the address and the offset behind it. Numbers above 255 and more
  /// than three digits are none.
  @inline(__always)
  func addressV4(from start: Int, to end: Int) -> (address: Address, end: Int)? {
    var value: UInt32 = 0
    var i = start
    for part in 0..<4 {
      var number = UInt32(byte(i) &- 0x30)
      guard i < end, number < 10 else { return nil }
      i &+= 1
      var digit = UInt32(byte(i) &- 0x30)
      if i < end, digit < 10 {
        number = number &* 10 &+ digit
        i &+= 1
        digit = UInt32(byte(i) &- 0x30)
        if i < end, digit < 10 {
          number = number &* 10 &+ digit
          i &+= 1
        }
      }
      guard number < 256 else { return nil }
      value = value << 8 | number
      if part < 3 {
        guard i < end, byte(i) == UInt8(ascii: ".") else { return nil }
        i &+= 1
      }
    }
    if i < end, byte(i) &- 0x30 < 10 { return nil }
    return (Address(v4: value), i)
  }

  /// An IPv6 address that fills the range, in one pass.
  func addressV6(_ range: Range<Int>) -> Address? {
    var end = range.upperBound
    var i = range.lowerBound
    guard end &- i >= 2 else { return nil }
    var groups = V6Groups()
    if byte(i) == UInt8(ascii: ":") {
      guard byte(i &+ 1) == UInt8(ascii: ":") else { return nil }
      groups.gap = 0
      i &+= 2
    }
    while i < end {
      let start = i
      var value: UInt16 = 0
      while i < end, let digit = Hex.value(byte(i)) {
        guard i &- start < 4 else { return nil }
        value = value << 4 | UInt16(digit)
        i &+= 1
      }
      if i == end || byte(i) == UInt8(ascii: "%") {  // a zone, RFC 4007 §11
        guard i > start, groups.append(value) else { return nil }
        end = i
      } else if byte(i) == UInt8(ascii: ".") {
        guard let v4 = addressV4(from: start, to: end), v4.end == end,
          groups.append(UInt16(truncatingIfNeeded: v4.address.low >> 16)),
          groups.append(UInt16(truncatingIfNeeded: v4.address.low))
        else { return nil }
        end = i
      } else {
        guard byte(i) == UInt8(ascii: ":"), i > start, groups.append(value) else { return nil }
        i &+= 1
        guard i < end else { return nil }
        if byte(i) == UInt8(ascii: ":") {
          guard groups.gap == nil else { return nil }
          groups.gap = groups.count
          i &+= 1
        }
      }
    }
    return groups.address
  }
}

/// The sixteen-bit groups of an IPv6 address as they are read, and where its `::` stood.
private struct V6Groups {
  private var bits: UInt128 = 0
  private(set) var count = 0
  var gap: Int?

  /// Shifts one more group in; false if there are too many.
  @inline(__always)
  mutating func append(_ group: UInt16) -> Bool {
    guard count < 8 else { return false }
    bits = bits << 16 | UInt128(group)
    count &+= 1
    return true
  }

  /// The address, or nil where the number of groups does not fit.
  var address: Address? {
    guard let gap else { return count == 8 ? V6Groups.address(bits) : nil }
    guard count < 8 else { return nil }
    // The groups behind the gap stay at the low end, those before it move to the high end.
    let behind = UInt128(16 * (count - gap))
    let tail = bits & ((1 << behind) - 1)
    let head = bits >> behind
    return V6Groups.address(head << UInt128(128 - 16 * gap) | tail)
  }

  private static func address(_ bits: UInt128) -> Address {
    Address(high: UInt64(truncatingIfNeeded: bits >> 64), low: UInt64(truncatingIfNeeded: bits))
  }
}

/// Hexadecimal digits.
enum Hex {
  /// The value of a digit, or nil.
  @inline(__always)
  static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: return byte &- 0x30
    case 0x41...0x46: return byte &- 0x37
    case 0x61...0x66: return byte &- 0x57
    default: return nil
    }
  }

  /// Lower-case digits by value.
  static func digit(_ value: UInt8) -> UInt8 {
    let low = value & 15
    return low < 10 ? 0x30 &+ low : 0x57 &+ low
  }
}
