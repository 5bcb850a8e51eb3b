/// The latest values of a stream in ascending order, for medians and tails of the recent past.
///
/// Adding a value is O(n) by moving memory, which for the few thousand values it is meant for
/// takes about a microsecond.
public struct RollingOrder: Sendable, Codable, Hashable {
  /// How many values are remembered.
  public let capacity: Int
  /// The remembered values, smallest first.
  public private(set) var sorted: [Double] = []
  /// The same values as they came; `oldest` is replaced next once full.
  private var arrived: [Double] = []
  private var oldest = 0

  /// Nothing remembered yet; a capacity below 1 is 1.
  public init(capacity: Int) { self.capacity = max(1, capacity) }

  /// How many values are remembered now.
  public var count: Int { sorted.count }

  /// The median of the remembered values; nil for none. O(1).
  public var median: Double? { Order.median(sorted: sorted) }

  /// Adds a value, forgetting the oldest once full. NaN is refused: it has no order.
  public mutating func add(_ value: Double) {
    guard !value.isNaN else { return }
    if arrived.count == capacity {
      let gone = arrived[oldest]
      sorted.remove(at: place(of: gone))
      arrived[oldest] = value
      oldest = (oldest + 1) % capacity
    } else {
      arrived.append(value)
    }
    sorted.insert(value, at: place(of: value))
  }

  /// The first place whose value is not below the given one. O(log n).
  private func place(of value: Double) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
