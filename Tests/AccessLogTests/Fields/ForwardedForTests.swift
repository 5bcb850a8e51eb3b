import AccessLog
import Testing

/// Whose word about the client is taken: proxies are 10.0.0.0/8 and 2001:db8:ffff::/48.
@Suite struct ForwardedForTests {
  private func client(peer: String, header: String, trusting: Bool = true) -> String? {
    var options = ReaderOptions()
    if trusting {
      options.trustedProxies = [Network("10.0.0.0/8")!, Network("2001:db8:ffff::/48")!]
    }
    let line =
      #"\#(peer) - - [02/Mar/2026:15:04:05 +0000] "GET / HTTP/1.1" 200 5 "-" "x" "\#(header)""#
    return parse(line, options: options).fields(0)["client"]
  }

  @Test func nobodyIsTrustedByDefault() {
    #expect(client(peer: "10.0.0.1", header: "198.51.100.7", trusting: false) == "10.0.0.1")
  }

  @Test func aPeerThatIsNoProxyIsTheClient() {
    #expect(client(peer: "192.0.2.1", header: "198.51.100.7") == "192.0.2.1")
  }

  @Test(arguments: [
    ("198.51.100.7", "198.51.100.7"),
    // What the client made up stands on the left and is not believed.
    ("1.2.3.4, 198.51.100.7, 10.0.0.2", "198.51.100.7"),
    ("198.51.100.7:4711", "198.51.100.7"), ("[2001:db8::9]:443", "2001:db8::9"),
    ("2001:db8::9", "2001:db8::9"), ("::ffff:198.51.100.7", "198.51.100.7"),
    ("198.51.100.7, 2001:db8:ffff::1", "198.51.100.7"),
    ("for=198.51.100.7;proto=https, for=10.0.0.3", "198.51.100.7"),
    (#"for=\x22[2001:db8::9]:80\x22;by=10.0.0.3"#, "2001:db8::9"),
    // All of them proxies: the first of them is all that is known.
    ("10.0.0.9, 10.0.0.2", "10.0.0.9"),
    // What no proxy writes ends the chain.
    ("unknown, 10.0.0.2", "10.0.0.2"),
  ])
  func walksFromRightToLeft(header: String, expected: String) throws {
    let format = try FormatCompiler.parser(
      for: #"$remote_addr - - [$time_local] "$request" $status $body_bytes_sent "$http_referer" "#
        + #""$http_user_agent" "$http_x_forwarded_for""#)
    var options = ReaderOptions()
    options.trustedProxies = [Network("10.0.0.0/8")!, Network("2001:db8:ffff::/48")!]
    let line =
      #"10.0.0.1 - - [02/Mar/2026:15:04:05 +0000] "GET / HTTP/1.1" 200 5 "-" "x" "\#(header)""#
    let parsed = parse(line, format: format, options: options)
    #expect(parsed.fields(0)["client"] == expected)
  }
}
