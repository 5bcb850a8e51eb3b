import AccessLog
import Testing

@testable import Traffic

@Suite struct NameBookTests {
  private func note(_ name: String, _ hash: UInt64, in book: inout NameBook) {
    let bytes = Array(name.utf8)
    book.note(hash, bytes.span.bytes, 0..<bytes.count)
  }

  @Test func namesAreFoundByTheirHash() {
    var book = NameBook()
    note("alice", 1, in: &book)
    note("db.example.net", 2, in: &book)
    #expect(book.text(PrincipalKey(userHash: 1)) == "alice")
    #expect(book.text(PrincipalKey(hostHash: 2)) == "db.example.net")
    #expect(book.text(PrincipalKey(Address(v4: 0xc000_0201))) == "192.0.2.1")
  }

  @Test func theFirstNameOfAHashStays() {
    var book = NameBook()
    note("alice", 1, in: &book)
    note("mallory", 1, in: &book)
    #expect(book.text(PrincipalKey(userHash: 1)) == "alice")
  }

  @Test func longNamesAreCut() {
    var book = NameBook()
    note(String(repeating: "x", count: 5000), 1, in: &book)
    #expect(book.text(PrincipalKey(userHash: 1)).count == 256)
  }

  @Test func beyondTheCapacityANameIsShownByItsHash() {
    var book = NameBook()
    for hash in 0..<UInt64(NameBook.capacity) { note("u", hash, in: &book) }
    note("late", 0xabc_def0, in: &book)
    #expect(book.text(PrincipalKey(userHash: 0xabc_def0)) == "#abcdef0")
    #expect(book.text(PrincipalKey(userHash: 5)) == "u")
  }
}
