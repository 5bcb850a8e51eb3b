/// Finds all of many literals in one pass over a text: Aho and Corasick, "Efficient string
/// matching", CACM 18(6), 1975, as a complete table over the bytes that occur in the literals.
///
/// Built once; reading costs one table look-up per byte, whatever the number of literals.
struct Automaton: Sendable {
  /// Class of each byte, 0 for bytes in no literal; upper case counts as lower.
  private let classes: [UInt8]
  private let classCount: Int
  /// Next state by state and class.
  private let next: [UInt16]
  /// First entry of each state in `outputs`; one more at the end.
  private let outputStart: [UInt32]
  /// Indices of the literals that end in a state.
  private let outputs: [UInt16]

  /// An automaton for literals (lower case). O(total length × distinct bytes).
  init(_ literals: [[UInt8]]) {
    var builder = Builder()
    for (index, literal) in literals.enumerated() { builder.add(literal, UInt16(index)) }
    builder.close()
    classes = builder.classes
    classCount = builder.classCount
    next = builder.next
    outputStart = builder.outputStart
    outputs = builder.outputs
  }

  /// How many states: the size of the table is this times the number of distinct bytes.
  var stateCount: Int { outputStart.count - 1 }

  /// Calls `found(literal, end)` for every literal that ends before offset `end`.
  func scan(_ bytes: [UInt8], found: (Int, Int) -> Void) {
    var state = 0
    for index in bytes.indices {
      state = Int(next[state &* classCount &+ Int(classes[Int(bytes[index])])])
      let first = outputStart[state]
      let last = outputStart[state + 1]
      if first != last {
        for output in first..<last { found(Int(outputs[Int(output)]), index + 1) }
      }
    }
  }

  /// True if any literal ends within the range: what clean text is passed through. O(n).
  func finds(in bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var state = 0
    for index in range {
      state = Int(next[state &* classCount &+ Int(classes[Int(bytes[index])])])
      if outputStart[state] != outputStart[state &+ 1] { return true }
    }
    return false
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
    var outputStart: [UInt32] = []
    var outputs: [UInt16] = []

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

    mutating func close() {
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
      for state in edges.indices {
        outputStart.append(UInt32(outputs.count))
        outputs += ends[state]
      }
      outputStart.append(UInt32(outputs.count))
    }
  }
}
