/// Something that gives bytes until it ends: a file, a stream, what a decompressor makes of them.
///
/// Used by one thread at a time. What it holds open is closed when it goes.
public protocol ByteSource: AnyObject {
  /// The name for alerts and messages, as the user wrote it. May hold hostile text.
  var name: String { get }

  /// How far it is through what is stored, for progress; nothing where that cannot be known.
  var progress: ReadProgress? { get }

  /// Reads as many bytes as there are, at least one, waiting for them if there are none yet.
  /// - Parameter buffer: Where they go; not empty.
  /// - Returns: How many bytes were read; 0 at the end, and from then on.
  /// - Throws: What broke the reading off. What was read before stands, nothing comes behind it.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceProblem) -> Int
}

/// How far a source is through what is stored.
public struct ReadProgress: Sendable, Hashable {
  /// Bytes read of what is stored: compressed bytes for a compressed file.
  public var done: Int64
  /// Bytes stored when the source was opened.
  public var total: Int64
}

/// Bytes that were read to look at and must be read again.
struct Pushback {
  private var bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8] = []) { self.bytes = bytes }

  /// Moves bytes into the buffer; 0 where none are left.
  mutating func take(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(bytes.count - position, buffer.count)
    guard count > 0 else { return 0 }
    bytes.withUnsafeBytes {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count]))
    }
    position += count
    if position == bytes.count { (bytes, position) = ([], 0) }
    return count
  }
}

extension ByteSource {
  /// Reads until so many bytes are there or the source ends.
  func readHead(_ limit: Int) throws(SourceProblem) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: limit)
    var filled = 0
    while filled < limit {
      let start = filled
      let result = bytes.withUnsafeMutableBytes { (all) -> Result<Int, SourceProblem> in
        do throws(SourceProblem) {
          return .success(try read(into: UnsafeMutableRawBufferPointer(rebasing: all[start...])))
        } catch {
          return .failure(error)
        }
      }
      let count = try result.get()
      if count == 0 { break }
      filled += count
    }
    return Array(bytes[..<filled])
  }
}
