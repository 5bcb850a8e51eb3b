/// Finds all of many literals in one pass over a text: Aho and Corasick, "Efficient string
/// matching", CACM 18(6), 1975, as a complete table over the bytes that occur in the literals.
///
/// Built once; reading costs one table look-up per byte, whatever the number of literals.
struct Automaton: Sendable {
  /// Class of each byte, 0 for bytes in no literal; upper case counts as lower.
  private let classes: [UInt8]
  /// Next row by row and class; a row is a state times the number of classes.
  private let next: [UInt32]
  /// Rows from here on are of states in which a literal ends.
  private let firstFinal: UInt32
  private let classCount: Int
  /// First entry of each final state in `outputs`; one more at the end.
  private let outputStart: [UInt32]
  /// Indices of the literals that end in a state.
  private let outputs: [UInt16]
  /// How many states: the size of the table is this times the number of distinct bytes.
  let stateCount: Int

  /// An automaton for literals (lower case, not empty). O(total length × distinct bytes).
  init(_ literals: [[UInt8]]) {
    var builder = Builder()
    for (index, literal) in literals.enumerated() { builder.add(literal, UInt16(index)) }
    builder.complete()
    classes = builder.classes
    classCount = builder.classCount
    stateCount = builder.edges.count
    // States in which nothing ends come first, so that one comparison tells them apart.
    let plain = builder.edges.indices.filter { builder.ends[$0].isEmpty }
    let final = builder.edges.indices.filter { !builder.ends[$0].isEmpty }
    var row = [UInt32](repeating: 0, count: stateCount)
    for (place, state) in (plain + final).enumerated() { row[state] = UInt32(place * classCount) }
    firstFinal = UInt32(plain.count * classCount)
    var next: [UInt32] = []
    next.reserveCapacity(stateCount * classCount)
    for state in plain + final {
      let start = state * classCount
      for symbol in 0..<classCount { next.append(row[Int(builder.next[start + symbol])]) }
    }
    self.next = next
    var outputs: [UInt16] = []
    var outputStart: [UInt32] = [0]
    for state in final {
      outputs += builder.ends[state]
      outputStart.append(UInt32(outputs.count))
    }
    self.outputs = outputs
    self.outputStart = outputStart
  }

  /// Calls `found(literal, end)` for every literal that ends before offset `end`, until it says
  /// that this is enough. O(n).
  @inline(__always)
  func scan(_ bytes: Span<UInt8>, _ range: Range<Int>, found: (Int, Int) -> Bool) {
    var row = Self.start
    for index in range {
      row = step(row, bytes[index])
      guard isFinal(row) else { continue }
      for literal in ending(row) where found(Int(literal), index + 1) { return }
    }
  }

  // MARK: - Step by step

  /// The row before the first byte.
  static let start: UInt32 = 0

  /// The row behind one more byte.
  @inline(__always)
  func step(_ row: UInt32, _ byte: UInt8) -> UInt32 {
    next[Int(row) &+ Int(classes[Int(byte)])]
  }

  /// True if a literal ends in a row.
  @inline(__always)
  func isFinal(_ row: UInt32) -> Bool { row >= firstFinal }

  /// The literals that end in a final row.
  func ending(_ row: UInt32) -> ArraySlice<UInt16> {
    let place = Int(row &- firstFinal) / classCount
    return outputs[Int(outputStart[place])..<Int(outputStart[place + 1])]
  }
}

extension Automaton {
  /// The trie while it grows, and the breadth-first pass that completes it.
  private struct Builder {
    var classes = [UInt8](repeating: 0, count: 256)
    var classCount = 1
    var edges: [[UInt8: UInt16]] = [[:]]
    var ends: [[UInt16]] = [[]]
    var next: [UInt16] = []

    mutating func add(_ literal: [UInt8], _ index: UInt16) {
      var state = 0
      for byte in literal {
        if classes[Int(byte)] == 0 {
          classes[Int(byte)] = UInt8(classCount)
          classCount += 1
        }
        let symbol = classes[Int(byte)]
        if let known = edges[state][symbol] {
          state = Int(known)
        } else {
          edges[state][symbol] = UInt16(edges.count)
          state = edges.count
          edges.append([:])
          ends.append([])
        }
      }
      ends[state].append(index)
    }

    /// Breadth first: where no edge leads on, the state of the longest suffix decides.
    mutating func complete() {
      for letter in UInt8(ascii: "a")...UInt8(ascii: "z") {
        classes[Int(letter) - 32] = classes[Int(letter)]
      }
      next = [UInt16](repeating: 0, count: edges.count * classCount)
      var fail = [Int](repeating: 0, count: edges.count)
      var queue = [0]
      var head = 0
      while head < queue.count {
        let state = queue[head]
        head += 1
        if state != 0 { ends[state] += ends[fail[state]] }
        for symbol in 0..<classCount {
          let fallback = state == 0 ? 0 : Int(next[fail[state] * classCount + symbol])
          if let child = edges[state][UInt8(symbol)] {
            next[state * classCount + symbol] = child
            fail[Int(child)] = fallback
            queue.append(Int(child))
          } else {
            next[state * classCount + symbol] = UInt16(fallback)
          }
        }
      }
    }
  }
}
