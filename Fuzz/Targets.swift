// The entry of libFuzzer: one program for all targets, as building it takes longer than starting it.
// TOCSIN_FUZZ says which target is meant. See Fuzz/run.sh.

import AccessLog
import Glibc

/// What is fuzzed, by name.
private let targets: [String: @Sendable ([UInt8]) -> Void] = [
  "reader": fuzzReader, "detector": fuzzDetector, "parsers": fuzzParsers, "compiler": fuzzCompiler,
  "forwarded": fuzzForwarded, "decoder": fuzzDecoder, "inspector": fuzzInspector,
]

private let target: @Sendable ([UInt8]) -> Void = {
  guard let name = getenv("TOCSIN_FUZZ").map({ String(cString: $0) }), let target = targets[name]
  else {
    preconditionFailure(
      "TOCSIN_FUZZ must be one of \(targets.keys.sorted().joined(separator: ", "))")
  }
  return target
}()

/// One input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  target(Array(UnsafeBufferPointer(start: data, count: size)))
  return 0
}
