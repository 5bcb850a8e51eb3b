/// Goes through all leaves of a forest's trees and adds up the Shapley value of each column: how much
/// it changes the path length of one row, over all orders in which the columns could become known.
///
/// A leaf is reached with probability Π (known: does the row go there; unknown: the share of sampled
/// rows that went there) over the columns asked on the way, so its part of the Shapley value needs no
/// more than those columns, of which there are at most as many as the tree is high.
struct ShapleyWalk {
  /// By column, in path lengths.
  private(set) var changes: [Double]

  private let layout: ForestLayout
  private let keys: [Int32]
  /// A column whose value is missing goes both ways, known or not, so it changes nothing.
  private let isMissing: [Bool]
  /// The columns asked on the way to the place in hand, each once.
  private var asked: [Asked] = []

  private struct Asked {
    var column: Int
    /// Whether the row itself goes this way, 1 or 0; a share where its value is missing.
    var known: Double
    /// The share of sampled rows that go this way.
    var unknown: Double
  }

  /// A walk for a row.
  /// - Parameter row: Its values, NaN where one is missing.
  init(_ layout: ForestLayout, _ row: [Float]) {
    self.layout = layout
    keys = row.map { ForestLayout.key($0) }
    isMissing = row.map(\.isNaN)
    changes = Array(repeating: 0, count: row.count)
  }

  /// Adds a tree. O(leaves · height³).
  mutating func take(tree: Int) { visit(tree, 0, depth: 0) }

  private mutating func visit(_ tree: Int, _ place: Int, depth: Int) {
    let width = 1 << layout.height
    guard depth < layout.height else {
      return add(Double(layout.paths[tree * width + place - (width - 1)]))
    }
    let index = tree * (width - 1) + place
    let node = layout.nodes[index]
    // Where there is no node everything that is left is one leaf.
    guard node.threshold != .max else { return add(Double(layout.expected[index])) }
    let share = Double(layout.leftShares[index])
    let goesLeft: Double = keys[node.feature] < node.threshold ? 1 : 0
    let known = isMissing[node.feature] ? share : goesLeft
    follow(node.feature, known, share) {
      $0.visit(tree, 2 * place + 1, depth: depth + 1)
    }
    follow(node.feature, 1 - known, 1 - share) {
      $0.visit(tree, 2 * place + 2, depth: depth + 1)
    }
  }

  /// Goes one way behind a question, and comes back.
  private mutating func follow(
    _ column: Int, _ known: Double, _ unknown: Double, _ on: (inout ShapleyWalk) -> Void
  ) {
    if let place = asked.firstIndex(where: { $0.column == column }) {
      let before = asked[place]
      asked[place].known *= known
      asked[place].unknown *= unknown
      on(&self)
      asked[place] = before
    } else {
      asked.append(Asked(column: column, known: known, unknown: unknown))
      on(&self)
      asked.removeLast()
    }
  }

  /// Adds a leaf's part: Σ over the sets S of the other columns of |S|! (m − |S| − 1)! / m! · the
  /// probability of the leaf when S is known · (known − unknown).
  private mutating func add(_ path: Double) {
    let count = asked.count
    for (place, column) in asked.enumerated() where column.known != column.unknown {
      // The probability of the leaf, summed over all sets of so many known others.
      var sums = [1.0]
      for (other, factor) in asked.enumerated() where other != place {
        sums.append(0)
        for size in stride(from: sums.count - 1, through: 0, by: -1) {
          sums[size] = sums[size] * factor.unknown + (size > 0 ? sums[size - 1] * factor.known : 0)
        }
      }
      var weight = 1 / Double(count)
      var value = 0.0
      for size in 0..<count {
        value += weight * sums[size]
        // From |S|! (m − |S| − 1)! / m! to the next size.
        if size + 1 < count { weight *= Double(size + 1) / Double(count - size - 1) }
      }
      changes[column.column] += path * value * (column.known - column.unknown)
    }
  }
}
