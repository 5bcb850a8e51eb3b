// Reads the input as a log of a format that is said, cut in two different ways, and checks what must
// hold: the same output, every line accounted for, every range inside its buffer.

@testable import AccessLog

/// The first byte chooses the sizes of the pieces, the second the format; the rest is the log.
func fuzzReader(_ input: [UInt8]) {
  guard input.count > 1 else { return }
  let formats = FormatCatalog.all
  readTwice(input, format: formats[Int(input[1]) % formats.count])
}

/// Reads all but the first two bytes in small pieces and in one.
/// - Parameter format: nil where it is to be detected.
func readTwice(_ input: [UInt8], format: LogFormat?) {
  let log = Array(input.dropFirst(2))
  var options = ReaderOptions()
  options.maximumLineLength = 300
  options.referenceDate = Timestamp(seconds: 1_772_000_000)
  options.trustedProxies = [Network(Address(v4: 0x0a00_0000), prefix: 8)]
  let small = readAll(
    log, chunk: 1 + Int(input[0] & 63), format: format?.makeParser(), options: options)
  let large = readAll(log, chunk: 4096, format: format?.makeParser(), options: options)
  precondition(small == large)
}
