import AccessLog
import Inspection
import Testing

@testable import Traffic

@Suite struct PrincipalTableTests {
  private func key(_ number: Int) -> PrincipalKey { PrincipalKey(Address(v4: UInt32(number))) }

  @Test func placesAreFoundAgainThroughAllGrowth() {
    var table = PrincipalTable(capacity: 5000)
    for number in 0..<3000 {
      #expect(table.place(of: key(number), hash: key(number).hash) == number)
    }
    for number in 0..<3000 {
      #expect(table.place(of: key(number), hash: key(number).hash) == number)
    }
    #expect(table.aggregate(of: key(2999))?.key == key(2999))
    #expect(table.aggregate(of: key(3000)) == nil)
    #expect(table.aggregates.count == 3000 && table.overflow == 0)
  }

  @Test func keysWithTheSameHashAreToldApart() {
    var table = PrincipalTable(capacity: 10)
    #expect(table.place(of: key(1), hash: 42) == 0)
    #expect(table.place(of: key(2), hash: 42) == 1)
    #expect(table.place(of: key(1), hash: 42) == 0)
  }

  @Test func aFullTableCountsWhatItHasNoRoomFor() {
    var table = PrincipalTable(capacity: 2)
    for number in [1, 2, 3, 1, 4, 3] { _ = table.place(of: key(number), hash: key(number).hash) }
    #expect(table.aggregates.map(\.key) == [key(1), key(2)])
    #expect(table.overflow == 3)
  }

  @Test func resetForgets() {
    var table = PrincipalTable(capacity: 1)
    _ = table.place(of: key(1), hash: key(1).hash)
    _ = table.place(of: key(2), hash: key(2).hash)
    table.reset()
    #expect(table.aggregates.isEmpty && table.overflow == 0)
    #expect(table.place(of: key(2), hash: key(2).hash) == 0)
  }

  @Test func talliesAreKeptForThoseWithSigns() {
    var table = PrincipalTable(capacity: 10)
    let sign = SignSet(.sqlInjection)
    for number in 0..<3 { _ = table.place(of: key(number), hash: key(number).hash) }
    table.countSigns(Verdict(suspected: sign, proven: sign), isSuccess: true, at: 1)
    table.countSigns(Verdict(suspected: sign, proven: []), isSuccess: true, at: 1)
    #expect(table.tallies.count == 1)
    #expect(table.tally(of: table.aggregates[1]).suspected(.sqlInjection) == 2)
    #expect(table.tally(of: table.aggregates[0]) == SignTally())
  }
}
