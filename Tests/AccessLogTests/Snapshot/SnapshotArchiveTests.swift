import AccessLog
import TestSupport
import Testing

@Suite struct SnapshotArchiveTests {
  /// One of everything.
  private struct Sample: Snapshotting, Equatable {
    var number: Int64 = -7
    var flag = true
    var text = "größer"
    var numbers: [UInt32] = [1, 2, 3]
    var word = Word.second
    var words: [Word] = [.first, .second]
    var inner: [Inner] = [Inner(name: "a"), Inner(name: "b")]
    var maybe: Inner? = Inner(name: "c")
    var missing: Inner?
    var table: [UInt64: Double] = [3: 0.5, 1: -1]
    var parts: [UInt64: Inner] = [9: Inner(name: "d")]

    enum Word: String { case first, second }

    struct Inner: Snapshotting, Equatable {
      var name = ""
      mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
        try archive.text(&name)
      }
    }

    static let empty = Sample(
      number: 0, flag: false, text: "", numbers: [], word: .first, words: [], inner: [],
      maybe: nil, missing: Inner(name: "x"), table: [:], parts: [:])

    mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
      try archive.value(&number)
      try archive.flag(&flag)
      try archive.text(&text)
      try archive.values(&numbers)
      try archive.choice(&word)
      try archive.choices(&words, new: .first)
      try archive.parts(&inner, new: Inner())
      try archive.optional(&maybe, new: Inner())
      try archive.optional(&missing, new: Inner())
      try archive.table(&table)
      try archive.table(&parts, new: Inner())
    }
  }

  private static func written() throws -> [UInt8] {
    var archive = SnapshotArchive()
    try Sample().snapshotCopy(&archive)
    return archive.bytes
  }

  @Test func whatWasWrittenComesBack() throws {
    var archive = SnapshotArchive(reading: try Self.written())
    var sample = Sample.empty
    try sample.snapshot(&archive)
    try archive.finish()
    #expect(sample == Sample())
  }

  /// However short the bytes are, they are refused, and nothing beyond them is read.
  @Test func everyShorterSnapshotIsRefused() throws {
    let bytes = try Self.written()
    for count in 0..<bytes.count {
      var archive = SnapshotArchive(reading: Array(bytes.prefix(count)))
      var sample = Sample.empty
      #expect(throws: SnapshotError.self) { try sample.snapshot(&archive) }
    }
  }

  /// Whatever the bytes are, reading comes to an end without a trap and without huge memory.
  @Test func damagedBytesDoNoHarm() throws {
    let bytes = try Self.written()
    var random = SeededGenerator(seed: 1)
    for _ in 0..<5000 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<damaged.count, using: &random)
        damaged[place] = UInt8.random(in: 0...255, using: &random)
      }
      var archive = SnapshotArchive(reading: damaged)
      var sample = Sample.empty
      try? sample.snapshot(&archive)
      #expect(archive.remaining >= 0)
    }
  }

  @Test func whatIsLeftOverIsRefused() throws {
    var archive = SnapshotArchive(reading: try Self.written() + [0, 0])
    var sample = Sample.empty
    try sample.snapshot(&archive)
    #expect(throws: SnapshotError("holds 2 bytes more than it should")) { try archive.finish() }
  }

  @Test func anImpossibleCountIsRefused() throws {
    var archive = SnapshotArchive()
    var count = Int.max
    try archive.value(&count)
    var reading = SnapshotArchive(reading: archive.bytes)
    var numbers: [UInt64] = []
    #expect(throws: SnapshotError("names an impossible number of elements")) {
      try reading.values(&numbers)
    }
  }
}
