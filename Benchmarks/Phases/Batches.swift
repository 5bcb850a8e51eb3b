import AccessLog
import Engine

/// Parses a log batch by batch on one thread, in the pieces that the engine uses.
enum Batches {
  /// Hands over each batch, and at the end the reader, which knows the format and the bytes.
  static func forEach(
    of path: String, format: String? = nil, _ use: (RequestBatch) throws -> Void,
    end: (LogReader) -> Void
  ) throws {
    let source = try InputFile(name: path).open()
    var reader = LogReader(
      format: format.flatMap { FormatCatalog.format(named: $0)?.makeParser() })
    var batch = RequestBatch()
    var isOpen = true
    while isOpen {
      isOpen = try reader.fill(&batch, capacity: FileBytes.chunk) { try source.read(into: $0) }
      try use(batch)
    }
    reader.finish(&batch)
    try use(batch)
    end(reader)
  }
}
