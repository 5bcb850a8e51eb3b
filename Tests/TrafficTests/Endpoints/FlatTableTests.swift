import Testing

@testable import Traffic

@Suite struct FlatTableTests {
  @Test func findsWhatWasInsertedThroughAllGrowth() {
    var table = FlatTable(capacity: 4)
    let keys = (0..<500).map { ByteHash.mix(UInt64($0), 9) }
    for (value, key) in keys.enumerated() {
      #expect(table.find(key) == nil)
      table.insert(key, EndpointID(value))
    }
    for (value, key) in keys.enumerated() { #expect(table.find(key) == EndpointID(value)) }
  }

  @Test func keysThatShareASlotAreToldApart() {
    var table = FlatTable(capacity: 16)
    let keys: [UInt64] = [3, 5, 7, 9]  // The slot is taken from the bits above the twentieth.
    for (value, key) in keys.enumerated() { table.insert(key, EndpointID(value)) }
    for (value, key) in keys.enumerated() { #expect(table.find(key) == EndpointID(value)) }
  }

  @Test func theLastValueOfAKeyStands() {
    var table = FlatTable()
    table.insert(40, 1)
    table.insert(40, 2)
    #expect(table.find(40) == 2)
  }

  @Test func zeroIsAKeyToo() {
    var table = FlatTable()
    #expect(table.find(0) == nil)
    table.insert(0, 7)
    #expect(table.find(0) == 7)
  }
}
