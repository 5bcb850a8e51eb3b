import Foundation

/// Gathers bytes and writes them to a file in large pieces.
struct LineBuffer {
  /// Bytes taken in so far.
  private(set) var count = 0
  private var bytes: [UInt8] = []
  private let descriptor: Int32
  private let path: String

  private static let piece = 1 << 20

  /// A buffer in front of a new file; one that exists is replaced.
  init(path: String) throws {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure.cannotWrite(path) }
    self.path = path
    bytes.reserveCapacity(Self.piece + 4096)
  }

  /// Adds bytes.
  mutating func add(_ more: [UInt8]) {
    bytes.append(contentsOf: more)
    count += more.count
  }

  /// Adds a literal.
  mutating func add(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    count += text.utf8CodeUnitCount
  }

  /// Adds a number in decimal digits; a negative one counts as zero.
  mutating func add(_ number: Int) {
    let start = bytes.count
    var rest = max(number, 0)
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
    count += bytes.count - start
  }

  /// Adds bytes and writes what has come together, if it is enough.
  mutating func add(pieces: [UInt8]) throws {
    add(pieces)
    if bytes.count >= Self.piece { try write() }
  }

  /// Adds bytes and writes what has come together, if it is enough.
  mutating func add(piece: [UInt8]) throws {
    add(piece)
    if bytes.count >= Self.piece { try write() }
  }

  /// Adds a line end and writes what has come together, if it is enough.
  mutating func endLine() throws {
    bytes.append(0x0a)
    count += 1
    if bytes.count >= Self.piece { try write() }
  }

  /// Writes what is left and closes the file.
  mutating func close() throws {
    try write()
    Foundation.close(descriptor)
  }

  private mutating func write() throws {
    var start = 0
    while start < bytes.count {
      let written = bytes.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress! + start, $0.count - start)
      }
      guard written > 0 || errno == EINTR else { throw Failure.cannotWrite(path) }
      start += max(written, 0)
    }
    bytes.removeAll(keepingCapacity: true)
  }
}
