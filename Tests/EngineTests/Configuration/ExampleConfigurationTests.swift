import Alerting
import Foundation
import Testing

@testable import Engine

/// The annotated example of the documentation: it is read, and it has every key there is.
@Suite struct ExampleConfigurationTests {
  private static let text = try? String(
    contentsOfFile: URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Documentation/tocsin.example.json5").standardized.path,
    encoding: .utf8)

  @Test func theExampleIsRead() throws {
    let configuration = try Configuration.parse(try #require(Self.text), name: "example")
    #expect(configuration.sources.count == 2)
  }

  @Test func theExampleHasEveryKey() throws {
    let places = JSON5Outline(try #require(Self.text)).places.keys
    let keys = { (prefix: String) in
      Set(
        places.filter { $0.hasPrefix(prefix) }.map { $0.dropFirst(prefix.count) }
          .filter { !$0.isEmpty && !$0.contains { ".[".contains($0) } }.map(String.init))
    }
    #expect(keys("") == Set(TypedConfiguration.Keys.allCases.map(\.rawValue)))
    #expect(keys("sources[1].") == Set(TypedSource.Keys.allCases.map(\.rawValue)))
    #expect(keys("knownGood.") == Set(TypedKnownGood.Keys.allCases.map(\.rawValue)))
    let entries = (0..<3).map { keys("knownGood.allow[\($0)].") }
    #expect(
      entries.reduce(Set()) { $0.union($1) }
        == Set(TypedKnownGoodEntry.Keys.allCases.map(\.rawValue)))
    #expect(keys("privacy.") == Set(PrivacySettings.Keys.allCases.map(\.rawValue)))
    #expect(keys("health.") == Set(TypedHealth.Keys.allCases.map(\.rawValue)))
  }
}
