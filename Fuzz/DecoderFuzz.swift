// Decodes the input as a path and as a query, and as base64.

@testable import Inspection

/// The first byte says whether `+` is a blank; the rest is the text.
func fuzzDecoder(_ input: [UInt8]) {
  guard let first = input.first else { return }
  let text = Array(input.dropFirst())
  var decoder = Decoder()
  decoder.decode(text.span, 0..<text.count, plusIsSpace: first & 1 == 1)
  let once = decoder.output
  let traits = decoder.traits
  // Nothing grows, no NUL and no capital is left, and the buffers hold nothing over.
  precondition(once.count <= text.count)
  precondition(!once.contains { $0 == 0 || $0 >= 0x41 && $0 <= 0x5a })
  decoder.decode(text.span, 0..<text.count, plusIsSpace: first & 1 == 1)
  precondition(decoder.output == once && decoder.traits == traits)
  if let inner = Base64Text.decoded(text.span, 0..<text.count) {
    precondition(inner.count <= text.count)
  }
}
