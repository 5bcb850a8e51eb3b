import Testing

@testable import Traffic

@Suite struct KeptLineTests {
  private func line(_ number: Int64) -> KeptLine {
    KeptLine(source: 0, lineNumber: number, offset: number * 10, text: [0x61])
  }

  @Test func theFirstThreePlacesAreKept() {
    var shelf = EvidenceShelf()
    var places = EvidencePlaces()
    for number in 1...5 { places.note(shelf.keep(line(Int64(number)))) }
    #expect(places.lines(on: shelf).map(\.lineNumber) == [1, 2, 3])
    #expect(!places.hasRoom && places.count == 3)
  }

  @Test func aFullShelfKeepsNothingMore() {
    var shelf = EvidenceShelf()
    for number in 0..<EvidenceShelf.capacity { #expect(shelf.keep(line(Int64(number))) >= 0) }
    let place = shelf.keep(line(9))
    #expect(place == -1 && shelf.lines.count == EvidenceShelf.capacity)
    var places = EvidencePlaces()
    places.note(place)
    #expect(places.count == 0 && places.lines(on: shelf).isEmpty)
  }
}
