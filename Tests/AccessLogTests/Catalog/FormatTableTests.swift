import AccessLog
import Foundation
import Testing

/// The table in the documentation is what the program prints: it cannot go stale.
@Suite struct FormatTableTests {
  private static let page = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Documentation/Formats.md").standardizedFileURL

  @Test func theDocumentationShowsTheCatalog() throws {
    let page = try String(contentsOf: Self.page, encoding: .utf8)
    #expect(
      page.contains(FormatTable.markdown),
      "run 'tocsin formats --markdown' and put the table into Documentation/Formats.md")
  }

  @Test func everyFormatHasASample() {
    for format in FormatCatalog.all { #expect(!format.samples.isEmpty, "\(format.name)") }
  }
}
