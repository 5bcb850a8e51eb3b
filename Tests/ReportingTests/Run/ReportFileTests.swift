import Foundation
import Reporting
import Testing

@Suite struct ReportFileTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "tocsin-report-\(UUID().uuidString)").path

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  @Test func replacesTheLastReportAsAWhole() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/report.html"
    try ReportFile.write("first, and longer", to: path)
    try ReportFile.write("second", to: path)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "second")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["report.html"])
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect((try #require(mode as? NSNumber)).intValue & 0o027 == 0)
  }

  @Test func saysWhyItCannotWriteAndLeavesNothing() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect {
      try ReportFile.write("x", to: "/nowhere/report.html")
    } throws: {
      "\($0)"
        == "Cannot write the report to /nowhere/report.html: No such file or directory. "
        + "Choose another place with --report."
    }
    try FileManager.default.createDirectory(
      atPath: folder + "/taken", withIntermediateDirectories: true)
    #expect {
      try ReportFile.write("x", to: folder + "/taken")
    } throws: {
      "\($0)".hasSuffix("/taken: Is a directory. Choose another place with --report.")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["taken"])
  }
}
