import Testing

@testable import Engine

@Suite struct LogNamesTests {
  @Test func filesOfOneSetAreOneLog() {
    var logs = LogNames()
    for path in [
      "/a/access.log.2.gz", "/a/access.log.1", "/a/access.log", "/b/access.log",
      "/b/access.log-20260302", "/a/error.log", "-",
    ] { logs.add(path) }
    #expect(
      logs.names == [
        "access.log", "access.log", "access.log", "/b/access.log", "/b/access.log", "error.log",
        "-",
      ])
  }
}
