import AccessLog
import Foundation

/// Counts distinct values: exactly while there are few, by HyperLogLog beyond.
///
/// HyperLogLog (Flajolet, Fusy, Gandouet & Meunier 2007) with 2¹⁰ registers has a standard error of
/// 1.04/√1024 = 3.3 %; below 2.5·m the linear-counting correction of the paper applies. Hashes are
/// 64 bits wide, so the paper's large-range correction is not needed (Heule et al. 2013).
public struct DistinctSketch: Sendable, Hashable {
  private static let precision: UInt64 = 10
  private static let registerCount = 1024
  /// Up to here hashes are kept and the count is exact.
  public static let exactLimit = 16

  private var exact: [UInt64] = []
  private var registers: [UInt8] = []

  /// A sketch that has seen nothing.
  public init() {}

  /// Notes a value by its 64-bit hash. O(1).
  public mutating func insert(_ hash: UInt64) {
    guard registers.isEmpty else { return insertRegister(hash) }
    if exact.contains(hash) { return }
    guard exact.count < Self.exactLimit else {
      spill()
      return insertRegister(hash)
    }
    if exact.isEmpty { exact.reserveCapacity(Self.exactLimit) }
    exact.append(hash)
  }

  /// Takes over what another sketch has seen; the result is the same as of one sketch that saw
  /// both. O(registers).
  public mutating func merge(_ other: DistinctSketch) {
    for hash in other.exact { insert(hash) }
    guard !other.registers.isEmpty else { return }
    if registers.isEmpty { spill() }
    for index in 0..<Self.registerCount where other.registers[index] > registers[index] {
      registers[index] = other.registers[index]
    }
  }

  /// The estimated number of distinct values. O(registers).
  public var estimate: Int {
    guard !registers.isEmpty else { return exact.count }
    let m = Double(Self.registerCount)
    var sum = 0.0
    var zeros = 0
    for register in registers {
      sum += Self.powers[Int(register)]
      zeros += register == 0 ? 1 : 0
    }
    let raw = 0.7213 / (1 + 1.079 / m) * m * m / sum
    guard raw <= 2.5 * m, zeros > 0 else { return Int(raw.rounded()) }
    return Int((m * log(m / Double(zeros))).rounded())
  }

  /// Forgets everything but keeps the memory for the exact part.
  mutating func reset() {
    exact.removeAll(keepingCapacity: true)
    if !registers.isEmpty { registers = [] }
  }

  /// 2⁻ʳ for each rank r that a register can hold.
  private static let powers: [Double] = (0...64).map { exp2(-Double($0)) }

  private mutating func spill() {
    registers = [UInt8](repeating: 0, count: Self.registerCount)
    for hash in exact { insertRegister(hash) }
    exact.removeAll(keepingCapacity: true)
  }

  private mutating func insertRegister(_ hash: UInt64) {
    let index = Int(truncatingIfNeeded: hash >> (64 - Self.precision))
    let rank = UInt8((hash << Self.precision | 1 << (Self.precision - 1)).leadingZeroBitCount + 1)
    if rank > registers[index] { registers[index] = rank }
  }
}

extension DistinctSketch: Snapshotting {
  /// The sketch as it is kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.values(&exact)
    try archive.values(&registers)
    try archive.require(
      (registers.isEmpty || registers.count == Self.registerCount)
        && registers.allSatisfy { $0 <= 64 }, "holds an impossible sketch")
  }
}
