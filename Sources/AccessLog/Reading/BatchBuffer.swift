extension RequestBatch {
  /// Empties the batch and hands out its buffer, so that it can be filled without a copy.
  mutating func takeBuffer() -> [UInt8] {
    requests.removeAll(keepingCapacity: true)
    malformed.removeAll(keepingCapacity: true)
    lineCount = 0
    skippedCount = 0
    var buffer: [UInt8] = []
    swap(&buffer, &bytes)
    return buffer
  }
}

extension [UInt8] {
  /// Cuts or extends to a length; the bytes there stay as they are.
  mutating func setCount(_ newCount: Int) {
    if count > newCount {
      removeLast(count - newCount)
    } else {
      append(contentsOf: repeatElement(0, count: newCount - count))
    }
  }

  /// Writes `other` over the beginning.
  mutating func replace(prefix other: [UInt8]) {
    guard !other.isEmpty else { return }
    withUnsafeMutableBytes { target in
      // memcpy: both sides are bytes and `other` is no longer than this buffer.
      other.withUnsafeBytes {
        target.baseAddress?.copyMemory(from: $0.baseAddress!, byteCount: $0.count)
      }
    }
  }
}
