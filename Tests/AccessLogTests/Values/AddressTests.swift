import AccessLog
import Testing

@Suite struct AddressTests {
  @Test(arguments: [
    ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
    ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("2001:DB8::1", "2001:db8::1"),
    ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"),
    ("::ffff:192.0.2.1", "192.0.2.1"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
    ("fe80::1%eth0", "fe80::1"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
  ])
  func readsAddresses(text: String, expected: String) {
    #expect(Address(text)?.description == expected)
  }

  @Test(arguments: [
    "", "1", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.4 ", "a.b.c.d", ":", ":::", "1::2::3",
    "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "::g", "1:2:3:4:5:6:7:8::", "1.2.3.0004",
    "::1.2.3", "1:", ":1",
  ])
  func rejectsWhatIsNone(text: String) {
    #expect(Address(text) == nil)
  }

  @Test func networksHoldTheirAddresses() throws {
    let network = try #require(Network("10.1.2.3/8"))
    #expect(network.description == "10.0.0.0/8")
    #expect(network.contains(Address(v4: 0x0aff_ffff)))
    #expect(!network.contains(Address(v4: 0x0b00_0000)))
    let v6 = try #require(Network("2001:db8::/33"))
    #expect(try v6.contains(#require(Address("2001:db8:7fff::1"))))
    #expect(try !v6.contains(#require(Address("2001:db8:8000::1"))))
    #expect(try !#require(Network("::/0")).contains(Address(v4: 1)))
    #expect(Network("192.0.2.1")?.prefix == 32)
    for text in ["", "10.0.0.0/33", "10.0.0.0/", "x/8", "::/129", "10.0.0.0/-1"] {
      #expect(Network(text) == nil)
    }
  }

  @Test(arguments: [
    ("192.0.2.1:443", "192.0.2.1"), ("[2001:db8::1]:443", "2001:db8::1"),
    ("[::1]", "::1"), ("1:2:3:4:5:6:7:8:443", "1:2:3:4:5:6:7:8"),
    ("::ffff:192.0.2.9", "192.0.2.9"), ("api.example.com", "api.example.com"),
    ("198.51.100.7, 192.0.2.1", "192.0.2.1"),
  ])
  func clientsComeWithoutTheirPorts(text: String, expected: String) {
    let line = "\(text) - - [02/Mar/2026:15:04:05 +0000] \"GET / HTTP/1.1\" 200 5"
    #expect(parse(line).fields(0)["client"] == expected)
  }

  @Test func forwardedForIsWalkedFromRightToLeft() {
    let line =
      "10.0.0.1 - - [02/Mar/2026:15:04:05 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"x\" \"6.6.6.6, 198.51.100.7, 10.9.9.9\""
    var options = ReaderOptions()
    #expect(parse(line).fields(0)["client"] == "10.0.0.1")
    options.trustedProxies = [Network("10.0.0.0/8")].compactMap { $0 }
    #expect(parse(line, options: options).fields(0)["client"] == "198.51.100.7")
    options.trustedProxies = [Network("192.168.0.0/16")].compactMap { $0 }
    #expect(parse(line, options: options).fields(0)["client"] == "10.0.0.1")
  }
}
