import Engine

/// Reads a log as the engine does: through its sources, a quarter of a megabyte at once.
enum FileBytes {
  /// Bytes read at once: what `Engine.LogStream` reads.
  static let chunk = 1 << 18

  /// Hands over piece by piece until the end, or until `use` returns false.
  static func forEach(
    of path: String, _ use: (UnsafeMutableRawBufferPointer) throws -> Bool
  ) throws {
    let source = try InputFile(name: path).open()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 8)
    defer { buffer.deallocate() }
    while true {
      let count = try source.read(into: buffer)
      guard count > 0, try use(UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])) else {
        return
      }
    }
  }
}
