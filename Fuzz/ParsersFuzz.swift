// Reads the input in one format of the catalog, bare or wrapped.

@testable import AccessLog

/// The first two bytes choose format and wrapper; the rest is the log.
func fuzzParsers(_ input: [UInt8]) {
  guard input.count > 2 else { return }
  let formats = FormatCatalog.all
  var parser = formats[Int(input[0]) % formats.count].makeParser()
  let wrapper = Int(input[1]) % 14
  if wrapper < Wrapper.allCases.count { parser = WrappedLog(Wrapper.allCases[wrapper], parser) }
  var options = ReaderOptions()
  options.maximumLineLength = 2000
  options.trustedProxies = [Network(Address(v4: 0), prefix: 1)]
  _ = readAll(Array(input[2...]), chunk: 4096, format: parser, options: options)
}
