import Foundation

/// Hands a stream that cannot be wound back to a decompressor: first the bytes that were read to
/// recognise it, then the rest.
enum StreamFeeder {
  /// Starts a thread that copies until either end is closed.
  static func start(head: [UInt8], from stream: Descriptor, to pipe: Descriptor) {
    Thread.detachNewThread {
      // The decompressor may end first. Its closed pipe is then an error of `write`, in this thread
      // as in the whole process once SIGPIPE is ignored there.
      var signals = sigset_t()
      sigemptyset(&signals)
      sigaddset(&signals, SIGPIPE)
      pthread_sigmask(SIG_BLOCK, &signals, nil)
      guard head.withUnsafeBytes({ write($0, to: pipe) }) else { return }
      copy(from: stream, to: pipe)
    }
  }

  private static func copy(from stream: Descriptor, to pipe: Descriptor) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = stream.read(into: buffer)
      guard count > 0 else { return }
      guard write(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: pipe) else { return }
    }
  }

  /// Writes all bytes; false where nobody reads any more.
  private static func write(_ bytes: UnsafeRawBufferPointer, to pipe: Descriptor) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = Foundation.write(pipe.number, bytes.baseAddress! + done, bytes.count - done)
      if count > 0 {
        done += count
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }
}
