import Detection
import Testing

@Suite struct KindCatalogueTests {
  @Test func everyKindSaysWhatItMeansAndWhatToDo() {
    for kind in Kind.allCases {
      let entry = KindCatalogue.entry(for: kind)
      for sentence in [entry.meaning, entry.advice, entry.adviceIfIn] {
        #expect(sentence.hasSuffix(".") || sentence.hasSuffix("?"), "\(kind): \(sentence)")
        #expect(sentence.count >= 20 && sentence.count <= 260, "\(kind): \(sentence)")
        #expect(sentence.unicodeScalars.allSatisfy { $0.value >= 0x20 }, "\(kind)")
      }
      #expect(entry.advice != entry.adviceIfIn, "\(kind)")
    }
  }

  @Test func namesAreDistinct() {
    let names = Set(Kind.allCases.map { KindCatalogue.entry(for: $0).name })
    #expect(names.count == Kind.allCases.count)
  }

  /// The name in words is the kind's own name, so that nobody has to learn two.
  @Test func namesFollowTheKind() {
    let exceptions: Set<Kind> = [.webshellAccess]
    for kind in Kind.allCases where !exceptions.contains(kind) {
      let words = KindCatalogue.entry(for: kind).name.lowercased()
        .split(whereSeparator: { $0 == " " || $0 == "-" }).joined(separator: "-")
      #expect(words == kind.rawValue)
    }
  }

  @Test func techniquesHaveTheFormOfATTACK() {
    for kind in Kind.allCases {
      for id in KindCatalogue.entry(for: kind).attack {
        let parts = id.dropFirst().split(separator: ".")
        #expect(id.first == "T" && parts[0].count == 4 && Int(parts[0]) != nil, "\(kind): \(id)")
        #expect(parts.count == 1 || parts.count == 2 && parts[1].count == 3, "\(kind): \(id)")
      }
    }
  }

  @Test func placesInTheLists() {
    let stuffing = KindCatalogue.entry(for: .credentialStuffing)
    #expect(stuffing.owasp == [.api2] && stuffing.attack == ["T1110.004"])
    let file = KindCatalogue.entry(for: .sensitiveFileAccess)
    #expect(file.owasp == [.api8] && file.attack == ["T1552.001"])
    #expect(KindCatalogue.entry(for: .trafficDrop).owasp.isEmpty)
    #expect(OWASPCategory.api2.rawValue == "API2:2023")
  }

  @Test func listsOfSeveralKindsNameEachEntryOnce() {
    let kinds: [Kind] = [.accountTakeover, .bruteForce, .credentialStuffing, .sqlInjection]
    #expect(KindCatalogue.owasp(of: kinds) == [.api2, .api8, .api10])
    #expect(KindCatalogue.attack(of: kinds) == ["T1078", "T1110.001", "T1110.004", "T1190"])
  }

  @Test func adviceDiffersWhenTheyGotIn() {
    let entry = KindCatalogue.entry(for: .sensitiveFileAccess)
    #expect(entry.advice(gotIn: true).contains("rotate every secret in it"))
    #expect(!entry.advice(gotIn: false).contains("rotate"))
  }
}
