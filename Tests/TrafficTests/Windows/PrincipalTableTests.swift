import AccessLog
import Inspection
import TestSupport
import Testing

@testable import Traffic

@Suite struct PrincipalTableTests {
  private func key(_ number: Int) -> PrincipalKey { PrincipalKey(Address(v4: UInt32(number))) }

  /// An ordinary request, or one that was refused.
  private func request(of number: Int, status: Int32 = 200) -> Observation {
    Observation(
      time: Timestamp(seconds: monday), principal: key(number), principalHash: key(number).hash,
      endpoint: EndpointMatch(id: 7, object: 0, number: -1), pathHash: 1, queryHash: 0,
      agentHash: 1, status: status, bytes: 0, milliseconds: -1, verdict: .clean,
      namesUser: false, isUnsafe: false)
  }

  private func count(
    _ number: Int, _ table: inout PrincipalTable, status: Int32 = 200, hash: UInt64? = nil
  ) -> Int? {
    let observation = request(of: number, status: status)
    return table.count(observation, of: key(number), hash: hash ?? key(number).hash)
  }

  @Test func everybodyIsFoundAgainThroughAllGrowth() {
    var table = PrincipalTable(capacity: 5000)
    for number in 0..<3000 {
      let place = count(number, &table, status: number.isMultiple(of: 3) ? 404 : 200)
      #expect(place == (number.isMultiple(of: 3) ? number / 3 : nil))
    }
    #expect(table.aggregates.count == 1000 && table.count == 3000)
    for number in 0..<3000 { #expect(count(number, &table) != nil) }
    #expect(table.everybody.map(\.key) == (0..<3000).map(key))
    #expect(table.everybody.allSatisfy { $0.requests == 2 })
    #expect(table.aggregate(of: key(2999))?.requests == 2)
    #expect(table.aggregate(of: key(3000)) == nil)
    #expect(table.overflow == 0)
  }

  @Test func whoComesOnceIsAPasserBy() {
    var table = PrincipalTable(capacity: 10)
    #expect(count(1, &table) == nil && count(2, &table) == nil)
    #expect(table.aggregates.isEmpty && table.passersBy.map(\.key) == [key(1), key(2)])
    #expect(count(1, &table) == 0)
    #expect(table.aggregates.map(\.requests) == [2] && table.passersBy.map(\.key) == [key(2)])
    #expect(table.count == 2 && table.aggregate(of: key(2))?.requests == 1)
  }

  @Test func keysWithTheSameHashAreToldApart() {
    var table = PrincipalTable(capacity: 10)
    for number in [1, 2, 1, 2, 2] { _ = count(number, &table, hash: 42) }
    #expect(table.aggregates.map(\.key) == [key(1), key(2)])
    #expect(table.aggregates.map(\.requests) == [2, 3])
  }

  @Test func aFullTableCountsWhatItHasNoRoomFor() {
    var table = PrincipalTable(capacity: 2)
    for number in [1, 2, 3, 1, 4, 3] { _ = count(number, &table) }
    #expect(table.everybody.map(\.key) == [key(1), key(2)])
    #expect(table.overflow == 3)
  }

  @Test func resetForgets() {
    var table = PrincipalTable(capacity: 1)
    _ = count(1, &table)
    _ = count(2, &table)
    table.reset()
    #expect(table.count == 0 && table.overflow == 0)
    #expect(count(2, &table, status: 404) == 0)
  }

  @Test func talliesAreKeptForThoseWithSigns() {
    var table = PrincipalTable(capacity: 10)
    let sign = SignSet(.sqlInjection)
    for number in 0..<3 { _ = count(number, &table, status: 404) }
    table.countSigns(Verdict(suspected: sign, proven: sign), isSuccess: true, at: 1)
    table.countSigns(Verdict(suspected: sign, proven: []), isSuccess: true, at: 1)
    #expect(table.tallies.count == 1)
    #expect(table.tally(of: table.aggregates[1]).suspected(.sqlInjection) == 2)
    #expect(table.tally(of: table.aggregates[0]) == SignTally())
  }

  /// The merge of the parts is the whole, whoever passed by in which of them.
  @Test(arguments: [UInt64(1), 2, 3]) func mergingIsCountingEverything(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var parts = [PrincipalTable](repeating: PrincipalTable(capacity: 1000), count: 3)
    var whole = PrincipalTable(capacity: 1000)
    for second in 0..<900 {
      let number = random.below(400)
      var observation = request(of: number, status: second.isMultiple(of: 7) ? 404 : 200)
      observation.time = Timestamp(seconds: Int64(second))
      observation.bytes = UInt64(second)
      observation.pathHash = random.next()
      _ = parts[second / 300].count(observation, of: key(number), hash: key(number).hash)
      _ = whole.count(observation, of: key(number), hash: key(number).hash)
    }
    var merged = PrincipalTable(capacity: 1000)
    for part in parts {
      let places = merged.merge(part)
      #expect(
        zip(part.aggregates, places).allSatisfy { merged.aggregates[Int($1)].key == $0.key })
    }
    #expect(merged.count == whole.count && merged.aggregates.count == whole.aggregates.count)
    for (mine, theirs) in zip(merged.everybody, whole.everybody) {
      #expect(mine.key == theirs.key && mine.requests == theirs.requests)
      #expect(mine.statuses == theirs.statuses && mine.bytes == theirs.bytes)
      #expect(mine.paths == theirs.paths && mine.missingPaths == theirs.missingPaths)
      #expect(mine.manner.first == theirs.manner.first && mine.manner.last == theirs.manner.last)
    }
  }

  @Test func mergingIntoAFullTableSaysWhatWasLost() {
    var small = PrincipalTable(capacity: 1)
    var other = PrincipalTable(capacity: 10)
    for number in [1, 2, 2, 3, 1] { _ = count(number, &other) }
    #expect(small.merge(other) == [0, -1])
    #expect(small.everybody.map(\.requests) == [2] && small.overflow == 3)
  }
}
