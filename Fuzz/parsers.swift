// Reads the input in one format of the catalog, bare or wrapped.

/// The first two bytes choose format and wrapper; the rest is the log.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzParsers(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: data, count: size))
  guard input.count > 2 else { return 0 }
  let formats = FormatCatalog.all
  var parser = formats[Int(input[0]) % formats.count].makeParser()
  let wrapper = Int(input[1]) % 14
  if wrapper < Wrapper.allCases.count { parser = WrappedLog(Wrapper.allCases[wrapper], parser) }
  var options = ReaderOptions()
  options.maximumLineLength = 2000
  options.trustedProxies = [Network(Address(v4: 0), prefix: 1)]
  _ = readAll(Array(input[2...]), chunk: 1 << 16, format: parser, options: options)
  return 0
}
