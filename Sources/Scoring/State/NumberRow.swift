/// What a baseline has learned as a row of numbers, to be kept over a restart: being written, or
/// being read back. (Codable says the same in names and text, a hundred times slower: that is for
/// model files.)
///
/// One function serves both directions; it names every number that the future depends on, in a fixed
/// order:
///
///     mutating func exchange(_ row: inout NumberRow) {
///       row.constant(memory)
///       row.number(&mean)
///     }
public struct NumberRow: Sendable {
  /// The numbers.
  public private(set) var values: [Double]
  /// True while a row is read back.
  public let isReading: Bool
  private var at = 0
  private var fits = true

  /// A row to write into.
  public init() {
    isReading = false
    values = []
  }

  /// A row to read from.
  public init(reading values: [Double]) {
    isReading = true
    self.values = values
  }

  /// True if all numbers were used and the constants agree: only then is what was read worth having.
  public var isComplete: Bool { fits && (!isReading || at == values.count) }

  /// A number.
  public mutating func number(_ value: inout Double) {
    guard isReading else { return values.append(value) }
    guard at < values.count else { return fits = false }
    value = values[at]
    at += 1
  }

  /// A number of single precision.
  public mutating func number(_ value: inout Float) {
    var wide = Double(value)
    number(&wide)
    value = Float(wide)
  }

  /// A whole number; below 2⁵³ it comes back as it was.
  public mutating func number(_ value: inout Int) {
    var wide = Double(value)
    number(&wide)
    guard let whole = Int(exactly: wide) else { return fits = false }
    value = whole
  }

  /// Numbers whose count is fixed.
  public mutating func numbers(_ values: inout [Float]) {
    for place in values.indices { number(&values[place]) }
  }

  /// A setting that both sides must have in common.
  public mutating func constant(_ value: Double) {
    var found = value
    number(&found)
    if found != value { fits = false }
  }
}
