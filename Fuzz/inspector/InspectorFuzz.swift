// The harness of the inspector's fuzzer: any bytes, cut into the fields of a request, must be
// judged, explained and redacted without a trap, and twice alike.
//
// Build and run with Fuzz/inspector/run.sh.

import AccessLog
@testable import Inspection

/// One input: its first byte says where the fields are cut.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzInspector(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count > 4 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  var batch = RequestBatch()
  batch.bytes = Array(bytes[4...])
  let length = batch.bytes.count
  let cuts = bytes[..<4].map { Int($0) * length / 255 }.sorted()
  var request = Request()
  request.method = ByteRange(0..<cuts[0])
  request.target = ByteRange(cuts[0]..<cuts[2])
  request.path = ByteRange(cuts[0]..<cuts[1])
  request.query = ByteRange(cuts[1]..<cuts[2])
  request.referer = ByteRange(cuts[2]..<cuts[3])
  request.userAgent = ByteRange(cuts[3]..<length)
  batch.requests = [request]
  var inspector = Inspector(places: 2)
  var first: [Verdict] = []
  inspector.inspect(batch, into: &first)
  var second: [Verdict] = []
  inspector.inspect(batch, into: &second)
  precondition(first == second, "the same request was judged in two ways")
  precondition(first[0].proven.isSubset(of: first[0].suspected), "proven but not suspected")
  _ = inspector.explain(request, in: batch.bytes.span)
  _ = Redactor().redact(batch.bytes)
  return 0
}
