// Compiles the first line as a format text and reads the rest with it.

@testable import AccessLog

/// The first line is the format; the rest is the log.
func fuzzCompiler(_ input: [UInt8]) {
  let end = input.firstIndex(of: 0x0a) ?? input.count
  let format = String(decoding: input[..<end], as: UTF8.self)
  let log = Array(input[min(end + 1, input.count)...])
  do {
    let parser = try FormatCompiler.parser(for: format)
    _ = readAll(log, chunk: 4096, format: parser, options: ReaderOptions())
  } catch {
    precondition(
      error.column >= 1 && error.column <= format.utf8.count + 1 && !error.reason.isEmpty)
  }
  _ = Timestamp(rfc3339: format)
  _ = Network(format)
}
