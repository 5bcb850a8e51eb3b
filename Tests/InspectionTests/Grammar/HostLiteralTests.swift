import Testing

@testable import Inspection

@Suite struct HostLiteralTests {
  private func reach(_ text: String) -> HostLiteral.Reach? {
    HostLiteral(Text(Array(text.utf8), field: .value))?.reach
  }

  @Test(arguments: [
    "http://127.0.0.1/", "http://127.1", "http://0x7f.1/", "http://0177.0.0.1/",
    "http://2130706433",
    "http://localhost:80/x", "http://[::1]/", "http://a@127.0.0.1/", "https://x.localtest.me",
    "localhost/",
  ])
  func loopback(_ text: String) { #expect(reach(text) == .loopback) }

  @Test(arguments: [
    "http://169.254.169.254/latest", "http://0xa9fea9fe/", "http://169.254.43518/",
    "http://[::ffff:a9fe:a9fe]/", "http://metadata.google.internal/",
  ])
  func metadata(_ text: String) { #expect(reach(text) == .metadata) }

  @Test(arguments: [
    "http://example.com/", "https://1.2.3.4:8080/", "http://12.example.com", "http:5",
    "http://256.1.1.1.1/",
  ])
  func elsewhere(_ text: String) { #expect(reach(text) == .elsewhere) }

  @Test(arguments: ["", "http://", "/", "///"]) func none(_ text: String) {
    #expect(reach(text) == nil)
  }
}

@Suite struct PathWalkTests {
  private func walk(_ text: String) -> PathWalk { PathWalk(Text(Array(text.utf8), field: .value)) }

  @Test func countsSteps() {
    #expect(walk("../../x").climbs == 2)
    #expect(walk("a/../b").climbs == 1)
    #expect(walk("a/../b").depthBelow == 0)
    #expect(walk("a/../../b").depthBelow == 1)
    #expect(walk("..\\..\\x").climbs == 2)
    #expect(walk("0x2e0x2e0x2f0x2e0x2e0x2fx").climbs == 2)
  }

  @Test func seesDisguises() {
    #expect(walk("....//....//x").disguised == 2)
    #expect(walk("x/..;/y").disguised == 1)
    #expect(walk("a..b/c").climbs == 0)
    #expect(walk("wait...what").disguised == 0)
    #expect(walk("etc...").disguised == 0)
    #expect(walk("").climbs == 0)
  }
}
