import Foundation

/// Writes to a file descriptor in large pieces, and tells a reader that went away (`ReaderGone`)
/// from a disk that is full (`Failure`).
struct OutputStream: ~Copyable {
  private let descriptor: Int32
  private let name: String
  private var buffer: [UInt8] = []
  /// Large enough that a system call costs nothing beside formatting the text.
  private let capacity = 1 << 16

  /// Standard output.
  static func standardOutput() -> OutputStream {
    OutputStream(descriptor: STDOUT_FILENO, name: "standard output")
  }

  /// Standard error.
  static func standardError() -> OutputStream {
    OutputStream(descriptor: STDERR_FILENO, name: "standard error")
  }

  private init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
    buffer.reserveCapacity(capacity)
  }

  /// Writes text.
  mutating func write(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= capacity { try flush() }
  }

  /// Lets the caller append bytes to the buffer itself, then writes it out if it is full.
  mutating func write(_ append: (inout [UInt8]) -> Void) throws {
    append(&buffer)
    if buffer.count >= capacity { try flush() }
  }

  /// Writes out what is buffered; to be called at the end, nothing is written by itself.
  mutating func flush() throws {
    defer { buffer.removeAll(keepingCapacity: true) }
    // Unsafe for the system call only; the pointer does not leave the closure.
    try buffer.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let count = Foundation.write(
          descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
        if count >= 0 {
          written += count
        } else if errno == EPIPE {
          throw ReaderGone()
        } else if errno != EINTR {
          throw Failure("Cannot write to \(name): \(String(cString: strerror(errno))).")
        }
      }
    }
  }
}

/// The reader of our output went away (`tocsin parse … | head`): no error, a quiet end.
struct ReaderGone: Error {}

/// Why a run failed, as sentences for a person.
struct Failure: Error, Equatable {
  /// What happened, why it matters, what helps.
  var message: String

  /// A failure of that message.
  init(_ message: String) { self.message = message }
}
