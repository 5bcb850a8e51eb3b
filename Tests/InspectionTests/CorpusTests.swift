import AccessLog
import Foundation
import Inspection
import TestSupport
import Testing

/// The development data, where it is there: floors for what is found, ceilings for false accusations.
///
/// Every fifth labelled line is judged, which keeps the test short. The floors stand a little below
/// what was measured when they were written.
@Suite(.enabled(if: SharedData.exists)) struct CorpusTests {
  @Test(arguments: [
    ("httpparams_train", 0.97, 0.001), ("payloads", 0.92, 0.001), ("crs_even", 0.48, 0.06),
  ])
  func attacksAreFoundAndHarmlessRequestsAreNot(_ name: String, _ recall: Double, _ false_: Double)
    throws
  {
    let folder = SharedData.folder.appending(path: "data/attacks/lines")
    let lines = try Corpus.lines(folder.appending(path: "\(name).log"))
    let labels = try Corpus.lines(folder.appending(path: "\(name).labels.csv")).dropFirst()
    var counts = (attacks: 0, found: 0, harmless: 0, accused: 0)
    for label in labels where label.utf8.last != nil {
      let fields = label.split(separator: ",", omittingEmptySubsequences: false)
      guard let number = Int(fields[0]), number % 5 == 0, lines.indices.contains(number - 1),
        let probe = Corpus.probe(lines[number - 1])
      else { continue }
      let isAccused = !probe.accusations.proven.isEmpty
      if fields[2] == "attack" {
        counts.attacks += 1
        counts.found += isAccused ? 1 : 0
      } else {
        counts.harmless += 1
        counts.accused += isAccused ? 1 : 0
      }
    }
    #expect(counts.attacks > 50 && counts.harmless > 20)
    #expect(Double(counts.found) >= recall * Double(counts.attacks), "\(name): \(counts)")
    #expect(Double(counts.accused) <= false_ * Double(counts.harmless), "\(name): \(counts)")
  }

  @Test(arguments: ["russellmitchell_access3.log", "russellmitchell_access4.log"])
  func anIntranetIsLeftInPeace(_ name: String) throws {
    let file = SharedData.folder.appending(path: "data/attacks/benign/\(name)")
    for line in try Corpus.lines(file) {
      guard let probe = Corpus.probe(line) else { continue }
      let accusations = probe.accusations
      #expect(accusations.proven == [] && accusations.suspected == [], "\(line)")
    }
  }
}

/// Just enough of the combined format to read the development data.
enum Corpus {
  /// The lines of a file.
  static func lines(_ file: URL) throws -> [String] {
    let bytes = try Data(contentsOf: file)
    return bytes.split(separator: 0x0a, omittingEmptySubsequences: false).map {
      String(decoding: $0.last == 0x0d ? $0.dropLast() : $0, as: UTF8.self)
    }
  }

  /// The request of a line, nil where it holds escapes or no HTTP.
  static func probe(_ line: String) -> Probe? {
    let quoted = line.split(separator: "\"", omittingEmptySubsequences: false)
    guard quoted.count == 7, !line.contains("\\x") else { return nil }
    let words = quoted[1].split(separator: " ")
    guard words.count == 3 else { return nil }
    var probe = Probe(String(words[1]))
    probe.method = String(words[0])
    probe.version = String(words[2])
    probe.referer = quoted[3] == "-" ? "" : String(quoted[3])
    probe.agent = quoted[5] == "-" ? "" : String(quoted[5])
    return probe
  }
}
