/// Gives bytes from memory in chunks of a chosen size: for tests that whatever is made of a log does
/// not depend on how it was cut.
public final class MemorySource: ByteSource {
  /// The name for alerts and messages.
  public let name: String
  private let bytes: [UInt8]
  private let chunk: Int
  private var position = 0

  /// A source of these bytes.
  /// - Parameter chunk: The most bytes that one read gives, at least 1.
  public init(name: String = "memory", _ bytes: [UInt8], chunk: Int = .max) {
    self.name = name
    self.bytes = bytes
    self.chunk = max(1, chunk)
  }

  /// How far it is.
  public var progress: ReadProgress? {
    ReadProgress(done: Int64(position), total: Int64(bytes.count))
  }

  /// Copies the next bytes.
  public func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, chunk, bytes.count - position)
    guard count > 0 else { return 0 }
    bytes.withUnsafeBytes {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count]))
    }
    position += count
    return count
  }
}
