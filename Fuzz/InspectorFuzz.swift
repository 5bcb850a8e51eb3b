// Judges, explains and redacts the input, cut into the fields of a request: without a trap, and
// twice alike.

import AccessLog
@testable import Inspection

/// The first four bytes say where the fields are cut.
func fuzzInspector(_ input: [UInt8]) {
  guard input.count > 4 else { return }
  var batch = RequestBatch()
  batch.bytes = Array(input[4...])
  let length = batch.bytes.count
  let cuts = input[..<4].map { Int($0) * length / 255 }.sorted()
  var request = Request()
  request.method = ByteRange(0..<cuts[0])
  request.target = ByteRange(cuts[0]..<cuts[2])
  request.path = ByteRange(cuts[0]..<cuts[1])
  request.query = ByteRange(cuts[1]..<cuts[2])
  request.referer = ByteRange(cuts[2]..<cuts[3])
  request.userAgent = ByteRange(cuts[3]..<length)
  request.isProxyForm = input[0] & 1 == 1
  batch.requests = [request]
  var inspector = Inspector(places: 2)
  var first: [Verdict] = []
  inspector.inspect(batch, into: &first)
  var second: [Verdict] = []
  inspector.inspect(batch, into: &second)
  precondition(first == second, "the same request was judged in two ways")
  precondition(first[0].proven.isSubset(of: first[0].suspected), "proven but not suspected")
  // These are much slower than judging, so only some inputs pay for them.
  if input[1] & 7 == 0 { _ = inspector.explain(request, in: batch.bytes.span) }
  if input[2] & 7 == 0 { _ = Redactor().redact(batch.bytes) }
}
