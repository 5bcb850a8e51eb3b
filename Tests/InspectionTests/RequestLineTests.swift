import AccessLog
import Inspection
import Testing

@Suite struct RequestLineTests {
  private func proven(_ change: (inout Probe) -> Void) -> [Sign] {
    var probe = Probe("/x")
    change(&probe)
    return probe.accusations.proven
  }

  @Test(arguments: ["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS"])
  func ordinaryMethods(_ method: String) {
    #expect(proven { $0.method = method } == [])
  }

  @Test(arguments: ["TRACE", "TRACK", "DEBUG", "FOO", "JEFF"])
  func methodsThatProbe(_ method: String) {
    #expect(proven { $0.method = method } == [.methodAbuse])
  }

  @Test func webDAVIsAHint() {
    var probe = Probe("/x")
    probe.method = "PROPFIND"
    #expect(probe.accusations.proven == [])
    #expect(probe.accusations.suspected == [.methodAbuse])
  }

  @Test(arguments: ["HTTP/1.0", "HTTP/1.1", "HTTP/2.0", "HTTP/2", "HTTP/3", "HTTP/0.9", ""])
  func versionsThatExist(_ version: String) {
    #expect(proven { $0.version = version } == [])
  }

  @Test(arguments: ["HTTP/1.2", "HTTP/9.9", "HTTP/4", "HTTP/"])
  func versionsThatDoNot(_ version: String) {
    #expect(proven { $0.version = version } == [.methodAbuse])
  }

  @Test func absoluteTargetOfAnotherHost() {
    #expect(proven { $0.target = "http://elsewhere.example/ip" } == [.openProxyProbe])
    #expect(
      proven {
        $0.method = "CONNECT"; $0.target = "a.example:443"
      } == [.openProxyProbe])
    let own = proven {
      $0.target = "http://Shop.example/x"
      $0.host = "shop.example"
    }
    #expect(own == [])
    let similar = proven {
      $0.target = "http://shop.example.evil/x"
      $0.host = "shop.example"
    }
    #expect(similar == [.openProxyProbe])
  }

  @Test(arguments: ["\u{16}\u{3}\u{1}", "HELP", "Gh0st\u{1}x"]) func linesThatAreNoHTTP(
    _ line: String
  ) {
    let verdict = proven {
      $0.method = ""
      $0.version = ""
      $0.target = line
    }
    #expect(verdict.contains(.malformedRequests))
  }

  @Test func nothingSentIsNothingProven() {
    let verdict = proven {
      $0.method = ""
      $0.version = ""
      $0.target = ""
    }
    #expect(verdict == [])
  }
}
