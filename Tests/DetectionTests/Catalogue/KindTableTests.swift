import Detection
import Foundation
import Testing

/// The table of `Documentation/Detectors.md`: no kind without what it was detected on and the look-alike
/// that stays silent, and nothing named there that does not exist.
@Suite struct KindTableTests {
  private static let root = URL(filePath: #filePath).appending(path: "../../../..").standardized

  /// The rows as (kind, detected on, stays silent).
  private static let rows: [[String]] = {
    let file = root.appending(path: "Documentation/Detectors.md")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }()

  private static func words(_ text: String) -> [String] {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  @Test(arguments: Kind.allCases) func everyKindHasBoth(kind: Kind) throws {
    let row = try #require(Self.rows.first { $0[0] == "`\(kind.rawValue)`" })
    #expect(row.count == 3 && row.allSatisfy { !$0.isEmpty })
  }

  @Test func everyTestNamedThereExists() throws {
    let tests = Self.root.appending(path: "Tests")
    let files = try #require(
      FileManager.default.enumerator(at: tests, includingPropertiesForKeys: []))
    let names = Set(files.compactMap { ($0 as? URL)?.deletingPathExtension().lastPathComponent })
    let named = Self.rows.joined().flatMap(Self.words).filter { $0.hasSuffix("Tests") }
    #expect(
      !named.isEmpty && named.allSatisfy(names.contains), "\(named.filter { !names.contains($0) })")
  }

  /// A log is judged by its labels, and an event that must not ring has none in them.
  @Test func everyLookAlikeIsJudgedAndHasNoIncident() throws {
    let labels = Self.root.appending(path: "SampleLogs/look-alikes/labels")
    let names = try FileManager.default.contentsOfDirectory(atPath: labels.path)
    let named = Set(Self.rows.flatMap { Self.words($0[2]) })
    for name in names {
      let text = try String(contentsOf: labels.appending(path: name), encoding: .utf8)
      #expect(!text.contains("\"kind\""), "\(name)")
      let log = name.replacing(".json", with: "").replacing("+openapi", with: "")
      #expect(named.contains(log), "\(log) stands for no kind")
    }
  }
}
