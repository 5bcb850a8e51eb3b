/// Reads a client as logs write it: an address with or without a port or brackets, or a host name.
enum ClientField {
  /// Sets `client` and `clientText`; `-` and the empty field are absent.
  /// - Parameter hasPort: True in formats where a port always follows, so that the last group of
  ///   `2001:db8::1:443` is the port.
  static func read(
    _ range: Range<Int>, of bytes: RawSpan, hasPort: Bool = false, shift: Int = 0,
    into request: inout Request
  ) {
    guard !range.isEmpty, !bytes.isDash(range) else { return }
    let hop = lastHop(range, bytes)
    let (address, text) = split(hop, of: bytes, hasPort: hasPort)
    if let address { request.client = address }
    request.clientText = ByteRange(text.lowerBound &+ shift..<text.upperBound &+ shift)
  }

  /// Of a list of addresses the last one: the hop that the nearest proxy saw.
  private static func lastHop(_ range: Range<Int>, _ bytes: RawSpan) -> Range<Int> {
    guard
      let comma = bytes.lastIndex(
        of: UInt8(ascii: ","), from: range.lowerBound, to: range.upperBound)
    else { return range }
    return bytes.trimmed(comma + 1..<range.upperBound)
  }

  /// The address in a field, if it is one, and the text without port and brackets.
  static func split(
    _ range: Range<Int>, of bytes: RawSpan, hasPort: Bool = false
  ) -> (address: Address?, text: Range<Int>) {
    if !hasPort, let address = bytes.address(range) { return (address, range) }
    let text = withoutPort(range, bytes)
    if let address = bytes.address(text) { return (address, text) }
    // Eight groups and a port, or a compressed address with a port: the last group is the port.
    if let colon = bytes.lastIndex(
      of: UInt8(ascii: ":"), from: range.lowerBound, to: range.upperBound),
      bytes.allDigits(colon + 1..<range.upperBound),
      let address = bytes.address(range.lowerBound..<colon)
    {
      return (address, range.lowerBound..<colon)
    }
    if hasPort, let address = bytes.address(range) { return (address, range) }
    return (nil, text)
  }

  /// A host without brackets and port: `example.com:443` → `example.com`, `[::1]:80` → `::1`. A
  /// bare IPv6 address is left alone.
  static func withoutPort(_ range: Range<Int>, _ bytes: RawSpan) -> Range<Int> {
    if bytes.byte(range.lowerBound) == UInt8(ascii: "["), !range.isEmpty {
      let close = bytes.firstIndex(
        of: UInt8(ascii: "]"), from: range.lowerBound, to: range.upperBound)
      return range.lowerBound + 1..<max(close, range.lowerBound + 1)
    }
    let colon = bytes.firstIndex(
      of: UInt8(ascii: ":"), from: range.lowerBound, to: range.upperBound)
    guard colon < range.upperBound,
      bytes.firstIndex(of: UInt8(ascii: ":"), from: colon + 1, to: range.upperBound)
        == range.upperBound
    else { return range }
    return range.lowerBound..<colon
  }
}
