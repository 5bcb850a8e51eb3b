/// Reads what servers add behind a combined line, as far as it explains itself: a list of addresses
/// in quotes is X-Forwarded-For, a bare number with three decimals a request time in seconds
/// (nginx `$request_time`), `12ms` a duration (Traefik). Where the settings say what durations are
/// counted in, a bare number that is the only one is a duration too (Apache's combined with ` %D`).
/// Anything else is skipped.
enum ExtraFields {
  /// Reads the fields in a range into the request.
  static func read(
    _ range: Range<Int>, of bytes: RawSpan, into request: inout Request, context: inout LineContext
  ) {
    var i = range.lowerBound
    let end = range.upperBound
    var forwarded: Range<Int>?
    var numbers = 0
    var number = 0..<0
    while true {
      i = bytes.skipSpaces(from: i, to: end)
      guard i < end else { break }
      if bytes.byte(i) == UInt8(ascii: "\"") {
        let close = Quoted.end(bytes, from: i &+ 1, to: end).quote
        if forwarded == nil, ForwardedFor.isList(i &+ 1..<close, of: bytes) {
          forwarded = i &+ 1..<close
        }
        i = close &+ 1
      } else {
        let stop = bytes.firstIndex(of: 0x20, from: i, to: end)
        if request.duration < 0 {
          request.duration = duration(i..<stop, bytes, context.options.durationUnit)
        }
        if bytes.allDigits(i..<stop) { (numbers, number) = (numbers + 1, i..<stop) }
        i = stop
      }
    }
    if numbers == 1, request.duration < 0, let unit = context.options.durationUnit {
      request.duration = unit.read(number, bytes) ?? -1
    }
    if let forwarded {
      ForwardedFor.resolve(forwarded, of: bytes, shift: 0, into: &request, context: context)
    }
  }

  /// Microseconds of a field that can only be a duration, else −1.
  private static func duration(
    _ range: Range<Int>, _ bytes: RawSpan, _ unit: DurationUnit?
  ) -> Int64 {
    var number = range
    if let equals = bytes.lastIndex(
      of: UInt8(ascii: "="), from: range.lowerBound, to: range.upperBound)
    {
      let key = range.lowerBound..<equals
      guard bytes.equals("rt", key) || bytes.equals("request_time", key) else { return -1 }
      number = equals + 1..<range.upperBound
    }
    if number.count > 2, bytes.equals("ms", number.upperBound - 2..<number.upperBound) {
      return bytes.decimal(number.lowerBound..<number.upperBound - 2, scale: 1000) ?? -1
    }
    guard number.count >= 5, bytes.byte(number.upperBound - 4) == UInt8(ascii: "."),
      bytes.allDigits(number.upperBound - 3..<number.upperBound),
      bytes.allDigits(number.lowerBound..<number.upperBound - 4)
    else { return -1 }
    return (unit ?? .seconds).microseconds(number, bytes) ?? -1
  }
}
