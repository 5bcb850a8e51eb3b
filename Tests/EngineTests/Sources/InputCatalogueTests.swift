import AccessLog
import Foundation
import Testing

@testable import Engine

@Suite struct InputCatalogueTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func fill(_ names: [String]) throws {
    for name in names { try folder.write(name, Array("\(name)\n".utf8)) }
  }

  private func names(_ catalogue: InputCatalogue) -> [String] {
    catalogue.files.map { folder.strip($0.name) }
  }

  private func sentences(_ catalogue: InputCatalogue) -> [String] {
    catalogue.problems.map { folder.strip($0.description) }
  }

  @Test func wordsAreFilesPatternsAndStandardInput() throws {
    try fill(["a.log", "b.10", "b.9", "[x].log"])
    let catalogue = InputCatalogue([folder("a.log"), folder("b.*"), "-", folder("[x].log")])
    #expect(names(catalogue) == ["a.log", "b.9", "b.10", "-", "[x].log"])
    #expect(catalogue.problems.isEmpty)
  }

  @Test func whatIsWrongIsSaidAndTheRestIsRead() throws {
    try fill(["a.log", "other/readme"])
    let catalogue = InputCatalogue([
      folder("gone.log"), folder("*.gz"), folder("other"), folder("a.log"), folder("a.log"), "-",
      "-",
    ])
    #expect(names(catalogue) == ["a.log", "-"])
    #expect(
      sentences(catalogue) == [
        "gone.log does not exist: check the name.",
        "No file matches *.gz: check the pattern.",
        "The directory other holds no log files: name the files themselves, or a pattern such as "
          + "'other/*'.",
        "a.log was named more than once and is read once.",
        "Standard input was named more than once and is read once.",
      ])
    #expect(catalogue.problems.map(\.isFailure) == [true, true, true, false, false])
  }

  @Test func aFileUnderTwoNamesIsReadOnce() throws {
    try fill(["a.log"])
    try folder.shell("ln -s a.log current.log; ln a.log same.log")
    let catalogue = InputCatalogue([folder("a.log"), folder("current.log"), folder("same.log")])
    #expect(names(catalogue) == ["a.log"] && catalogue.problems.count == 2)
  }

  @Test func ofADirectoryTheAccessLogsAreRead() throws {
    try fill([
      "nginx/access.log", "nginx/access.log.1", "nginx/access.log.10.gz", "nginx/access.log.2.gz",
      "nginx/error.log", "nginx/.hidden.log", "nginx/app.log", "nginx/notes.txt",
      "nginx/deep/x.log",
      "nginx/localhost_access_log.2026-03-02.txt", "nginx/access.conf",
    ])
    let catalogue = InputCatalogue([folder("nginx")])
    #expect(
      names(catalogue) == [
        "nginx/access.log", "nginx/access.log.1", "nginx/access.log.2.gz",
        "nginx/access.log.10.gz", "nginx/localhost_access_log.2026-03-02.txt",
      ])
    #expect(
      sentences(catalogue)
        == [
          "In \(folder.path)/nginx only the files named access are read; to read others (app.log), "
            + "name them."
        ].map { folder.strip($0) })
  }

  @Test func aBucketOfCloudLogsIsSearched() throws {
    try fill(["2026/03/02/alb_b.log.gz", "2026/03/01/alb_a.log.gz", "2026/03/01/manifest.xml"])
    try folder.shell("ln -s . 2026/loop")
    #expect(
      names(InputCatalogue([folder.path])) == [
        "2026/03/01/alb_a.log.gz", "2026/03/02/alb_b.log.gz",
      ])
  }

  @Test(arguments: [
    ("access.log", true), ("ACCESS.LOG.1.GZ", true), ("u_ex260302.log", true), ("access", true),
    ("example.org-access_log-20260302", true), ("haproxy.log", true), ("requests.ndjson", true),
    ("access.json", true), ("error.log", false), ("nginx_error.log.1.gz", false),
    ("labels.csv", false), ("README.md", false), ("access.conf", false), ("core", false),
    ("access.log~", false), ("access.log.swp", false),
  ]) func namesOfLogs(name: String, isLog: Bool) {
    #expect(DirectoryListing.isLog(name) == isLog)
  }

  @Test func filesComeInTheOrderOfTheirContent() throws {
    try folder.write("c.log", Array("30".utf8))
    try folder.write("a.log", Array("20".utf8))
    try folder.write("b.log", Array("10".utf8))
    try folder.shell("gzip b.log")
    var catalogue = InputCatalogue(
      ["c.log", "-", "a.log", "b.log.gz"].map { $0 == "-" ? $0 : folder($0) })
    catalogue.order { _, head in
      Int64(String(decoding: head, as: UTF8.self)).map { Timestamp(seconds: $0) }
    }
    #expect(names(catalogue) == ["b.log.gz", "a.log", "c.log", "-"])
    #expect(catalogue.firstTimes[folder("b.log.gz")] == Timestamp(seconds: 10))
  }

  @Test func withoutTimesRotationDecides() throws {
    let set = [
      "x.log", "access.log", "access.log.1", "access.log.10.gz", "access.log.2.gz",
      "y.log-20260302",
      "y.log-20260301.gz", "y.log",
    ]
    try fill(set)
    var catalogue = InputCatalogue(set.map { folder($0) })
    catalogue.order { _, _ in nil }
    #expect(
      names(catalogue) == [
        "x.log", "access.log.10.gz", "access.log.2.gz", "access.log.1", "access.log",
        "y.log-20260301.gz", "y.log-20260302", "y.log",
      ])
  }

  /// A file without a time (empty right after rotation) stays where rotation puts it.
  @Test func aFileWithoutATimeStaysBehindItsElder() throws {
    try fill(["access.log", "access.log.1", "access.log.2", "b.log"])
    var catalogue = InputCatalogue(
      ["b.log", "access.log", "access.log.1", "access.log.2"].map { folder($0) })
    let times: [String: Int64] = ["access.log.2": 1, "access.log.1": 2, "b.log": 3]
    catalogue.order { file, _ in times[folder.strip(file.name)].map { Timestamp(seconds: $0) } }
    #expect(names(catalogue) == ["access.log.2", "access.log.1", "access.log", "b.log"])
  }
}
