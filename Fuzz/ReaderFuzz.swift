// Reads the input as a log, cut in two different ways, and checks what must hold: the same output,
// every line accounted for, every range inside its buffer.

@testable import AccessLog

/// The first byte chooses the sizes of the pieces, and whether the format is detected (which tries all
/// of them and is slow) or said; the rest is the log.
func fuzzReader(_ input: [UInt8]) {
  guard let choice = input.first else { return }
  let log = Array(input.dropFirst())
  var options = ReaderOptions()
  options.maximumLineLength = 300
  options.referenceDate = Timestamp(seconds: 1_772_000_000)
  options.trustedProxies = [Network(Address(v4: 0x0a00_0000), prefix: 8)]
  let said = choice >= 0xf0 ? nil : FormatCatalog.all[Int(choice >> 4)]
  let small = readAll(
    log, chunk: 1 + Int(choice & 63), format: said?.makeParser(), options: options)
  let large = readAll(log, chunk: 4096, format: said?.makeParser(), options: options)
  precondition(small == large)
}
