// Compiles the first line as a format text and reads the rest with it.

/// The first line is the format; the rest is the log.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCompiler(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: data, count: size))
  let end = input.firstIndex(of: 0x0a) ?? input.count
  let format = String(decoding: input[..<end], as: UTF8.self)
  let log = Array(input[min(end + 1, input.count)...])
  do {
    let parser = try FormatCompiler.parser(for: format)
    _ = readAll(log, chunk: 1 << 16, format: parser, options: ReaderOptions())
  } catch {
    precondition(
      error.column >= 1 && error.column <= format.utf8.count + 1 && !error.reason.isEmpty)
  }
  _ = Timestamp(rfc3339: format)
  _ = Network(format)
  return 0
}
