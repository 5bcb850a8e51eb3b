import Engine

/// Reads a whole file of numbers; `-` is standard input, compressed files are unpacked.
enum TableFile {
  /// Bytes read at once.
  private static let chunk = 1 << 20

  /// How the messages call it.
  static func name(of path: String) -> String { path == "-" ? "Standard input" : "'\(path)'" }

  /// Its bytes; none where it is empty.
  static func read(_ path: String) throws -> [UInt8] {
    do {
      let source = try InputFile(name: path).open()
      var bytes: [UInt8] = []
      var count = 1
      while count > 0 {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: chunk))
        // Unsafe for the read only: the pointer does not leave the closure.
        count = try bytes.withUnsafeMutableBytes {
          try source.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[start...]))
        }
        bytes.removeLast(chunk - count)
      }
      return bytes
    } catch let problem as SourceProblem {
      guard problem.sort == .empty else { throw Failure(problem.description) }
      return []
    }
  }
}
