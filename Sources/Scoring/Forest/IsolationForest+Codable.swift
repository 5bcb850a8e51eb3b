import Foundation

extension IsolationForest: Codable {
  private enum CodingKeys: String, CodingKey { case columns, sample, tail, columnTails, trees }

  /// Writes the trees as one run of bytes, some five for each node: a forest of 100 trees of 256
  /// takes about 200 KB where a list of objects would take megabytes.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(columns, forKey: .columns)
    try container.encode(sample, forKey: .sample)
    try container.encodeIfPresent(tail, forKey: .tail)
    try container.encodeIfPresent(columnTails, forKey: .columnTails)
    var bytes = Data()
    for node in trees.lazy.flatMap(\.nodes) {
      switch node {
      case .leaf(let count):
        // Leaves are even, splits odd; a count is at most the sample.
        Self.put(UInt64(count) << 1, into: &bytes)
      case .split(let feature, let threshold):
        Self.put(UInt64(feature) << 1 | 1, into: &bytes)
        withUnsafeBytes(of: threshold.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      }
    }
    try container.encode(bytes, forKey: .trees)
  }

  /// Reads a forest, throwing `DecodingError` where the bytes are no trees for these columns.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let columns = try container.decode(Int.self, forKey: .columns)
    let sample = try container.decode(Int.self, forKey: .sample)
    let tail = try container.decodeIfPresent(TailModel.self, forKey: .tail)
    let columnTails = try container.decodeIfPresent(ColumnTails.self, forKey: .columnTails)
    let bytes = [UInt8](try container.decode(Data.self, forKey: .trees))
    var reader = TreeReader(
      bytes: bytes, columns: columns, sample: sample, height: Self.height(max(1, sample)))
    guard (1...65_535).contains(columns), (1...Self.largestSample).contains(sample),
      let trees = reader.trees(), columnTails?.columns ?? columns == columns
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .trees, in: container,
        debugDescription: "The bytes are not an isolation forest of \(columns) columns.")
    }
    self.init(columns: columns, sample: sample, trees: trees, tail: tail, columnTails: columnTails)
  }

  /// LEB128: seven bits a byte, the lowest first.
  private static func put(_ value: UInt64, into bytes: inout Data) {
    var value = value
    while value >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
      value >>= 7
    }
    bytes.append(UInt8(value))
  }
}

/// Reads the bytes of a forest, trusting none of them.
private struct TreeReader {
  let bytes: [UInt8]
  let columns: Int
  let sample: Int
  let height: Int
  private var position = 0

  init(bytes: [UInt8], columns: Int, sample: Int, height: Int) {
    self.bytes = bytes
    self.columns = columns
    self.sample = sample
    self.height = height
  }

  /// All trees, or nil where a byte is wrong.
  mutating func trees() -> [IsolationTree]? {
    var trees: [IsolationTree] = []
    while position < bytes.count {
      var nodes: [IsolationTree.Node] = []
      guard read(&nodes, depth: 0) else { return nil }
      trees.append(IsolationTree(nodes: nodes))
      if trees.count > 10_000 { return nil }
    }
    return trees.isEmpty ? nil : trees
  }

  private mutating func read(_ nodes: inout [IsolationTree.Node], depth: Int) -> Bool {
    guard let head = number(), head >> 1 <= UInt64(max(columns, sample)) else { return false }
    let value = Int(head >> 1)
    guard head & 1 == 1 else {
      nodes.append(.leaf(count: value))
      return value <= sample
    }
    guard value < columns, depth < height, position + 4 <= bytes.count else { return false }
    let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[position + $1]) << UInt32(8 * $1) }
    position += 4
    let threshold = Float(bitPattern: bits)
    guard threshold.isFinite else { return false }
    nodes.append(.split(feature: UInt16(value), threshold: threshold))
    return read(&nodes, depth: depth + 1) && read(&nodes, depth: depth + 1)
  }

  private mutating func number() -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 35, by: 7) {
      guard position < bytes.count else { return nil }
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    return nil
  }
}
