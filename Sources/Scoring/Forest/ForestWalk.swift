extension ForestLayout {
  /// So many rows pass through one tree before the next is fetched: with 20 columns 20 KB.
  static let block = 256
  /// How far apart the columns of a block lie: a little more than its rows, so that the columns of
  /// one row do not fall on the same few places of the cache.
  static let stride = block + 16

  /// A float as a whole number of the same order, so that "less than" is the sign of a difference.
  ///
  /// Negative floats count downwards in their bits (IEEE 754, sign and magnitude); −0 is made +0.
  static func key(_ value: Float) -> Int32 {
    let bits = Int32(bitPattern: (value + 0).bitPattern)
    return bits ^ ((bits >> 31) & 0x7FFF_FFFF)
  }

  /// The summed path lengths over all trees of some rows of a matrix, one sum for each row.
  func paths(_ values: [Float], columns: Int, rows: Range<Int>) -> [Float] {
    var sums: [Float] = []
    sums.reserveCapacity(rows.count)
    var keys = [Int32](repeating: 0, count: columns * Self.stride)
    var blockSums = [Float](repeating: 0, count: Self.block)
    for start in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: Self.block) {
      let count = min(Self.block, rows.upperBound - start)
      for column in 0..<columns {
        for row in 0..<count {
          keys[column * Self.stride + row] = Self.key(values[(start + row) * columns + column])
        }
      }
      for row in 0..<Self.block { blockSums[row] = 0 }
      walk(keys, columns: columns, rows: count, into: &blockSums)
      sums.append(contentsOf: blockSums.prefix(count))
    }
    return sums
  }

  /// All trees over one block of rows, eight rows at a time.
  ///
  /// This is the one place of the forest that uses unsafe pointers: where a walk goes next hangs
  /// on where it was, and bounds checks would lengthen that chain at every step. The bounds hold
  /// by construction: a walk takes `height` steps from place 0, so it stays below 2^height − 1
  /// until its end; features are below `columns` (checked here once), rows below the block's.
  private func walk(_ keys: [Int32], columns: Int, rows: Int, into sums: inout [Float]) {
    precondition(rows <= Self.block && sums.count == Self.block && columns > largestFeature)
    precondition(keys.count == columns * Self.stride)
    let width = 1 << height
    nodes.withUnsafeBufferPointer { nodes in
      paths.withUnsafeBufferPointer { paths in
        keys.withUnsafeBufferPointer { keys in
          sums.withUnsafeMutableBufferPointer { sums in
            guard let nodes = nodes.baseAddress, let paths = paths.baseAddress,
              let keys = keys.baseAddress, let sums = sums.baseAddress
            else { return }
            for tree in 0..<trees {
              for row in Swift.stride(from: 0, to: rows, by: 8) {
                eight(
                  nodes + tree * (width - 1), paths + tree * width, keys + row, sums + row)
              }
            }
          }
        }
      }
    }
  }

  /// Eight walks through one tree: each step waits for memory, and eight chains hide the wait.
  ///
  /// Rows beyond the last are walked too, over what the block held before; nobody reads their sums.
  @inline(__always)
  private func eight(
    _ nodes: UnsafePointer<Node>, _ paths: UnsafePointer<Float>, _ keys: UnsafePointer<Int32>,
    _ sums: UnsafeMutablePointer<Float>
  ) {
    var (a, b, c, d, e, f, g, h) = (0, 0, 0, 0, 0, 0, 0, 0)
    for _ in 0..<height {
      a = Self.step(a, nodes, keys)
      b = Self.step(b, nodes, keys + 1)
      c = Self.step(c, nodes, keys + 2)
      d = Self.step(d, nodes, keys + 3)
      e = Self.step(e, nodes, keys + 4)
      f = Self.step(f, nodes, keys + 5)
      g = Self.step(g, nodes, keys + 6)
      h = Self.step(h, nodes, keys + 7)
    }
    let ends = paths - ((1 << height) - 1)
    sums[0] += ends[a]
    sums[1] += ends[b]
    sums[2] += ends[c]
    sums[3] += ends[d]
    sums[4] += ends[e]
    sums[5] += ends[f]
    sums[6] += ends[g]
    sums[7] += ends[h]
  }

  /// One step: to 2i+1 if the value is below the threshold, else to 2i+2, by the sign of the
  /// difference, for a branch here is wrong half of the time.
  @inline(__always)
  private static func step(
    _ place: Int, _ nodes: UnsafePointer<Node>, _ keys: UnsafePointer<Int32>
  ) -> Int {
    let node = nodes[place]
    let difference = Int(keys[Int(node.column)]) &- Int(node.threshold)
    return 2 &* place &+ 2 &+ (difference >> (Int.bitWidth - 1))
  }
}
