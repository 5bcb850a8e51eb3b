/// The bytes of a snapshot: being written, or being read back.
///
/// Numbers stand as they lie in memory, because a snapshot never leaves the machine that made it;
/// `layout` lets the reader see that this program's memory looks the same. Reading never goes beyond
/// the bytes and never asks for more memory than they can fill.
public struct SnapshotArchive: Sendable {
  /// Raised by whoever changes what any type writes: older snapshots are then refused with a clear
  /// sentence, and not misread.
  public static let version: UInt32 = 6

  /// True while a snapshot is read back, false while one is written.
  public let isReading: Bool
  /// What has been written, or what is read.
  public private(set) var bytes: [UInt8]
  private var at = 0

  /// An archive to write into.
  /// - Parameter capacity: Bytes expected: the size of the last snapshot saves moving memory.
  public init(capacity: Int = 0) {
    isReading = false
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  /// An archive to read from.
  public init(reading bytes: [UInt8]) {
    isReading = true
    self.bytes = bytes
  }

  /// Bytes that were not read yet.
  public var remaining: Int { bytes.count - at }

  /// Ends the reading: what is left over belongs to nobody.
  public func finish() throws(SnapshotError) {
    guard !isReading || remaining == 0 else {
      throw SnapshotError("holds \(remaining) bytes more than it should")
    }
  }

  /// Refuses what was read where it makes no sense.
  public func require(
    _ condition: @autoclosure () -> Bool, _ phrase: String
  ) throws(SnapshotError) {
    if isReading, !condition() { throw SnapshotError(phrase) }
  }

  // MARK: - Values

  /// A plain value. O(its size).
  public mutating func value<T: PlainData>(_ value: inout T) throws(SnapshotError) {
    let size = MemoryLayout<T>.size
    guard isReading else {
      withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
      return
    }
    guard size <= remaining else { throw Self.tooShort }
    value = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: at, as: T.self) }
    at += size
  }

  /// A yes or no.
  public mutating func flag(_ value: inout Bool) throws(SnapshotError) {
    var byte: UInt8 = value ? 1 : 0
    try self.value(&byte)
    value = byte != 0
  }

  /// A number of elements that follow; each takes at least one byte.
  /// - Returns: The number written, or the one read.
  public mutating func count(_ count: Int) throws(SnapshotError) -> Int {
    var count = count
    try value(&count)
    guard !isReading || (0...remaining).contains(count) else {
      throw SnapshotError("names an impossible number of elements")
    }
    return count
  }

  /// An array of plain values, as one piece of memory. O(its size).
  public mutating func values<T: PlainData>(_ array: inout [T]) throws(SnapshotError) {
    let count = try count(array.count)
    guard isReading else {
      array.withUnsafeBytes { bytes.append(contentsOf: $0) }
      return
    }
    let (size, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<T>.stride)
    guard !overflow, size <= remaining else { throw Self.tooShort }
    array = [T](unsafeUninitializedCapacity: count) { buffer, initialized in
      // Memory of a plain type may be filled by its bytes; the bounds were checked above.
      bytes.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(buffer).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: $0[at..<at + size]))
      }
      initialized = count
    }
    at += size
  }

  /// A text.
  public mutating func text(_ text: inout String) throws(SnapshotError) {
    let count = try count(text.utf8.count)
    guard isReading else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    text = String(decoding: bytes[at..<at + count], as: UTF8.self)
    at += count
  }

  /// A case of an enumeration, by its raw value.
  public mutating func choice<T: RawRepresentable<String>>(
    _ value: inout T
  ) throws(SnapshotError) {
    var raw = value.rawValue
    try text(&raw)
    guard isReading else { return }
    guard let choice = T(rawValue: raw) else { throw SnapshotError("holds an unknown word") }
    value = choice
  }

  /// A case of an enumeration, by its raw value.
  public mutating func choice<T: RawRepresentable<Int>>(
    _ value: inout T
  ) throws(SnapshotError) {
    var raw = value.rawValue
    try self.value(&raw)
    guard isReading else { return }
    guard let choice = T(rawValue: raw) else { throw SnapshotError("holds an unknown number") }
    value = choice
  }

  private static let tooShort = SnapshotError("ends too early")
}
