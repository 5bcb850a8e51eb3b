/// The client behind proxies: X-Forwarded-For (de facto) and Forwarded (RFC 7239).
///
/// Anyone can send the header, so it is believed only as far as trusted proxies wrote it: the list
/// is walked from right to left, and the first hop that is no trusted proxy is the client.
enum ForwardedFor {
  /// Replaces the request's client by the one that its trusted proxies vouch for. Without trusted
  /// proxies, or where the peer is not one of them, nothing changes.
  /// - Parameter shift: Added to the offsets of the field to get offsets in the batch.
  static func resolve(
    _ field: Range<Int>, of bytes: RawSpan, shift: Int, into request: inout Request,
    context: LineContext
  ) {
    let trusted = context.options.trustedProxies
    guard !trusted.isEmpty, trusted.contains(where: { $0.contains(request.client) }) else { return }
    var end = field.upperBound
    while end > field.lowerBound {
      let comma = bytes.lastIndex(of: UInt8(ascii: ","), from: field.lowerBound, to: end)
      let hop = node(bytes.trimmed((comma.map { $0 + 1 } ?? field.lowerBound)..<end), bytes)
      let (address, text) = ClientField.split(hop, of: bytes)
      // What no proxy would write ends the chain of trust: the last proxy is all that is known.
      guard let address else { return }
      request.client = address
      request.clientText = ByteRange(text.lowerBound + shift..<text.upperBound + shift)
      guard trusted.contains(where: { $0.contains(address) }) else { return }
      end = comma ?? field.lowerBound
    }
  }

  /// True for a list of nothing but addresses.
  static func isList(_ range: Range<Int>, of bytes: RawSpan) -> Bool {
    var start = range.lowerBound
    guard range.count >= 2 else { return false }
    while start < range.upperBound {
      let comma = bytes.firstIndex(of: UInt8(ascii: ","), from: start, to: range.upperBound)
      let hop = node(bytes.trimmed(start..<comma), bytes)
      guard ClientField.split(hop, of: bytes).address != nil else { return false }
      start = comma + 1
    }
    return true
  }

  /// The node of one element: `192.0.2.1`, or in Forwarded `for="[2001:db8::1]:80";proto=https`.
  private static func node(_ range: Range<Int>, _ bytes: RawSpan) -> Range<Int> {
    var start = range.lowerBound
    while start < range.upperBound {
      let stop = bytes.firstIndex(of: UInt8(ascii: ";"), from: start, to: range.upperBound)
      let part = bytes.trimmed(start..<stop)
      if part.count > 4, bytes.byte(part.lowerBound + 3) == UInt8(ascii: "="),
        bytes.byte(part.lowerBound) | 0x20 == UInt8(ascii: "f"),
        bytes.byte(part.lowerBound + 1) | 0x20 == UInt8(ascii: "o"),
        bytes.byte(part.lowerBound + 2) | 0x20 == UInt8(ascii: "r")
      {
        return unquoted(part.lowerBound + 4..<part.upperBound, bytes)
      }
      start = stop + 1
    }
    return range
  }

  /// A value without quotes around it, escaped or not.
  private static func unquoted(_ range: Range<Int>, _ bytes: RawSpan) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, bytes.byte(start) == 0x22 || bytes.byte(start) == 0x5c { start += 1 }
    while end > start, bytes.byte(end - 1) == 0x22 || bytes.byte(end - 1) == 0x5c { end -= 1 }
    return start..<end
  }
}
