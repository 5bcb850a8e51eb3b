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

  /// An IPv6 address that fills the range.
  func addressV6(_ range: Range<Int>) -> Address? {
    var end = range.upperBound
    if let zone = lastIndex(of: UInt8(ascii: "%"), from: range.lowerBound, to: end) { end = zone }
    guard end - range.lowerBound >= 2, end - range.lowerBound <= 45 else { return nil }
    var groups = V6Groups()
    var i = range.lowerBound
    if byte(i) == UInt8(ascii: ":") {
      guard byte(i + 1) == UInt8(ascii: ":") else { return nil }
      groups.gap = 0
      i += 2
    }
    while i < end {
      let stop = firstIndex(of: UInt8(ascii: ":"), from: i, to: end)
      if stop == end, let v4 = addressV4(from: i, to: end), v4.end == end {
        guard groups.append(v4.address.low >> 16 & 0xffff), groups.append(v4.address.low & 0xffff)
        else { return nil }
        break
      }
      guard let group = hexadecimal(i..<stop), groups.append(group) else { return nil }
      guard stop < end else { break }
      i = stop + 1
      if i < end, byte(i) == UInt8(ascii: ":") {
        guard groups.gap == nil else { return nil }
        groups.gap = groups.count
        i += 1
      } else if i == end {
        return nil
      }
    }
    return groups.address
  }

  /// A number of one to four hexadecimal digits, or nil.
  private func hexadecimal(_ range: Range<Int>) -> UInt64? {
    guard (1...4).contains(range.count) else { return nil }
    var value: UInt64 = 0
    for i in range {
      guard let digit = Hex.value(byte(i)) else { return nil }
      value = value << 4 | UInt64(digit)
    }
    return value
  }
}

/// The sixteen-bit groups of an IPv6 address as they are read, and where its `::` stood.
private struct V6Groups {
  private var high: UInt64 = 0
  private var low: UInt64 = 0
  private(set) var count = 0
  var gap: Int?

  /// Shifts one more group in; false if there are too many.
  mutating func append(_ group: UInt64) -> Bool {
    guard count < 8 else { return false }
    high = high << 16 | low >> 48
    low = low << 16 | group
    count += 1
    return true
  }

  /// The address, or nil where the number of groups does not fit.
  var address: Address? {
    guard let gap else { return count == 8 ? Address(high: high, low: low) : nil }
    guard count < 8 else { return nil }
    // The groups behind the gap stay at the low end, those before it move to the high end.
    let behind = count - gap
    var result: [UInt64] = [0, 0]
    for index in 0..<count {
      let position = index < gap ? index : 8 - behind + (index - gap)
      result[position / 4] |= group(index) << UInt64(48 - 16 * (position % 4))
    }
    return Address(high: result[0], low: result[1])
  }

  /// The group that was read as number `index`.
  private func group(_ index: Int) -> UInt64 {
    let fromEnd = count - 1 - index
    return fromEnd < 4
      ? low >> UInt64(16 * fromEnd) & 0xffff
      : high >> UInt64(16 * (fromEnd - 4)) & 0xffff
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
