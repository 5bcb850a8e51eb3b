import Foundation

/// Reads a file or a stream through its descriptor, straight into the caller's buffer.
final class DescriptorSource: ByteSource {
  let name: String
  /// Size when it was opened; nothing for a stream.
  private let size: Int64?
  private let descriptor: Descriptor
  private var pushback: Pushback
  private var position: Int64 = 0

  /// A source over an open descriptor, which it takes over.
  /// - Parameter pushback: Bytes that were read from it already.
  init(name: String, descriptor: Descriptor, size: Int64?, pushback: [UInt8] = []) {
    self.name = name
    self.descriptor = descriptor
    self.size = size
    self.pushback = Pushback(pushback)
  }

  var progress: ReadProgress? { size.map { ReadProgress(done: min(position, $0), total: $0) } }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceProblem) -> Int {
    var count = pushback.take(into: buffer)
    if count == 0 {
      count = descriptor.read(into: buffer)
      if count < 0 {
        throw .brokenOff(name, after: position, String(cString: strerror(errno)))
      }
    }
    position += Int64(count)
    return count
  }
}

/// A file descriptor that is closed when nobody holds it any more; standard input stays open.
final class Descriptor: Sendable {
  /// The number that the system knows it by.
  let number: Int32

  init(_ number: Int32) { self.number = number }

  deinit { if number > STDERR_FILENO { close(number) } }

  /// `read(2)`, taken up again after a signal.
  /// - Returns: Bytes read, 0 at the end, −1 with `errno` set.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      let count = Foundation.read(number, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno == EAGAIN {
        // A stream that somebody else made non-blocking: wait for its next bytes.
        var wait = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
        _ = poll(&wait, 1, -1)
      } else if errno != EINTR {
        return -1
      }
    }
  }
}
