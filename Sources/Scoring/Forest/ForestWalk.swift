extension ForestLayout {
  /// So many rows pass through one tree before the next is fetched.
  static let block = 512

  /// The summed path lengths over all trees of the rows of a matrix, added into `sums`.
  ///
  /// This is the one place of the forest that uses unsafe pointers: the index of the next node
  /// depends on the last, and bounds checks in that chain cost a third of the speed. The bounds
  /// hold by construction: a walk takes `height` steps from place 0, so it stays below
  /// 2^height − 1 until its end, and every feature was checked against the columns on the way in.
  func addPaths(
    _ values: [Float], columns: Int, rows: Range<Int>, into sums: inout [Float]
  ) {
    precondition(rows.lowerBound >= 0 && rows.upperBound * columns <= values.count)
    precondition(sums.count >= rows.count)
    let width = 1 << height
    nodes.withUnsafeBufferPointer { nodes in
      paths.withUnsafeBufferPointer { paths in
        values.withUnsafeBufferPointer { values in
          sums.withUnsafeMutableBufferPointer { sums in
            guard let nodes = nodes.baseAddress, let paths = paths.baseAddress,
              let values = values.baseAddress, let sums = sums.baseAddress
            else { return }
            for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.block) {
              let count = min(Self.block, rows.upperBound - start)
              for tree in 0..<trees {
                walk(
                  nodes + tree * (width - 1), paths + tree * width, values + start * columns,
                  columns, count, sums + (start - rows.lowerBound))
              }
            }
          }
        }
      }
    }
  }

  /// One tree, many rows, four at a time: each step waits for memory twice, four chains hide it.
  private func walk(
    _ nodes: UnsafePointer<Node>, _ paths: UnsafePointer<Float>, _ values: UnsafePointer<Float>,
    _ columns: Int, _ count: Int, _ sums: UnsafeMutablePointer<Float>
  ) {
    let end = (1 << height) - 1
    var row = 0
    while row + 4 <= count {
      let a = values + row * columns
      let b = a + columns
      let c = b + columns
      let d = c + columns
      var (i, j, k, l) = (0, 0, 0, 0)
      for _ in 0..<height {
        let (p, q, r, s) = (nodes[i], nodes[j], nodes[k], nodes[l])
        i = 2 &* i &+ (a[Int(p.feature)] >= p.threshold ? 2 : 1)
        j = 2 &* j &+ (b[Int(q.feature)] >= q.threshold ? 2 : 1)
        k = 2 &* k &+ (c[Int(r.feature)] >= r.threshold ? 2 : 1)
        l = 2 &* l &+ (d[Int(s.feature)] >= s.threshold ? 2 : 1)
      }
      sums[row] += paths[i &- end]
      sums[row + 1] += paths[j &- end]
      sums[row + 2] += paths[k &- end]
      sums[row + 3] += paths[l &- end]
      row += 4
    }
    while row < count {
      let a = values + row * columns
      var i = 0
      for _ in 0..<height {
        i = 2 &* i &+ (a[Int(nodes[i].feature)] >= nodes[i].threshold ? 2 : 1)
      }
      sums[row] += paths[i &- end]
      row += 1
    }
  }
}
