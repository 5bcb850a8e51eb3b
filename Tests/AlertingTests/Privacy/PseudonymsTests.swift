import Detection
import Testing

@testable import Alerting

@Suite struct PseudonymsTests {
  private let names = Pseudonyms(key: Array("0123456789abcdef".utf8))

  @Test func theSameKeyGivesTheSameNames() {
    let again = Pseudonyms(key: Array("0123456789abcdef".utf8))
    let other = Pseudonyms(key: Array("0123456789abcdeX".utf8))
    #expect(names.client("203.0.113.7") == again.client("203.0.113.7"))
    #expect(names.client("203.0.113.7") != other.client("203.0.113.7"))
    #expect(names.user("alice") == again.user("alice") && names.user("alice") != names.user("bob"))
  }

  /// A client's network can be told from its pseudonym, and nothing else.
  @Test func familiesAndNetworksAreRecognised() throws {
    let a = try #require(names.network("203.0.113.7"))
    let b = try #require(names.network("203.0.113.8"))
    let far = try #require(names.network("198.51.100.7"))
    let net = try #require(names.network("203.0.113.0/24"))
    #expect(a.hasPrefix("ip4-") && a != b)
    #expect(a.dropFirst(4).prefix(8) == b.dropFirst(4).prefix(8))
    #expect(a.dropFirst(4).prefix(8) != far.dropFirst(4).prefix(8))
    #expect(net == "net4-" + a.dropFirst(4).prefix(8))
    let six = try #require(names.network("2001:db8:1:2::9"))
    #expect(names.network("2001:db8:1:2::/64") == "net6-" + six.dropFirst(4).prefix(8))
    #expect(names.network("10.0.0.0/8")?.hasPrefix("net4-8-") == true)
    #expect(names.network("host.example") == nil)
  }

  @Test func aLineNamesNobody() {
    let line =
      #"203.0.113.7 - alice [02/Mar/2026:17:33:20 +0000] "GET /x?user=bob&ip=2001:db8::9 HTTP/1.1""#
      + #" 200 5 "http://203.0.113.8:8080/" "Mozilla/5.0 Chrome/133.0.0.0""#
    let hidden = names.text(line, about: nil)
    for name in ["203.0.113", "alice", "bob", "2001:db8"] { #expect(!hidden.contains(name)) }
    #expect(
      hidden == "\(names.client("203.0.113.7")) - \(names.user("alice")) [02/Mar/2026:17:33:20"
        + " +0000] \"GET /x?user=\(names.user("bob"))&ip=\(names.client("2001:db8::9")) HTTP/1.1\""
        + " 200 5 \"http://\(names.client("203.0.113.8")):8080/\" \"Mozilla/5.0 Chrome/133.0.0.0\"")
  }

  @Test(arguments: [
    #"{"remote_addr":"203.0.113.7","user":"alice","x":1}"#, "user=alice ip=203.0.113.7",
    "203.0.113.7:4711 alice did it, for [2001:db8::9]:80 and ::ffff:203.0.113.7",
    "alice's address 203.0.113.7.", "net 203.0.113.0/24 of alice", "via=203.0.113.7, 203.0.113.9",
  ])
  func theSubjectIsHiddenWhereverItStands(text: String) {
    let hidden = names.text(text, about: Subject(.user, "alice"))
    for name in ["203.0.113", "alice", "2001:db8"] { #expect(!hidden.contains(name)) }
  }

  @Test(arguments: [
    "GET /v1/items/42?page=2 HTTP/1.1", "10:21:12", "deadbeef.cafe", "1.2.3", "malice", "",
    "Firefox/133.0.0.1 (x)", "0.5 ± 0.25",
  ])
  func theRestStays(text: String) {
    #expect(names.text(text, about: Subject(.user, "alice")) == text)
  }

  @Test func anAlertNamesNobody() throws {
    let event = Example.event()
    let alert = Alert(event, redact: Redaction.none, pseudonyms: names)
    let text = String(decoding: alert.ndjson(), as: UTF8.self)
    #expect(!text.contains("203.0.113.9"))
  }

  @Test func theKeyIsNeverPrinted() {
    #expect("\(names) \(String(reflecting: names))".contains("0123") == false)
    #expect(Mirror(reflecting: names).children.isEmpty)
  }
}
