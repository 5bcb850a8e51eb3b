// Reads the input as a log of whatever format it turns out to be, cut in two different ways: what is
// detected must not depend on the cuts. Slow, as each input is tried by all formats.

@testable import AccessLog

/// The first byte chooses the sizes of the pieces; the rest, from the third on, is the log.
func fuzzDetector(_ input: [UInt8]) {
  guard input.count > 1 else { return }
  readTwice(input, format: nil)
}
