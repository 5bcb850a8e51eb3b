import AccessLog
import Testing

@Suite struct NetworkListTests {
  @Test func readsBothFamiliesAndSingleAddresses() throws {
    let networks = try NetworkList.read("10.0.0.0/8, 2001:db8::/32,192.0.2.7 ::ffff:172.16.0.0/108")
    #expect(
      networks.map(\.description) == [
        "10.0.0.0/8", "2001:db8::/32", "192.0.2.7/32", "172.16.0.0/12",
      ])
  }

  @Test(
    arguments: [
      ("10.0.0.0/33", "the length behind '/' in '10.0.0.0/33' must be a number from 0 to 32"),
      ("10.0.0.0/x", "the length behind '/' in '10.0.0.0/x' must be a number from 0 to 32"),
      (
        "2001:db8::/129", "the length behind '/' in '2001:db8::/129' must be a number from 0 to 128"
      ),
      (
        "::ffff:10.0.0.0/8",
        "the length behind '/' in '::ffff:10.0.0.0/8' must be a number from 96 to 128"
      ),
      ("10.0.0/8", "'10.0.0/8' does not begin with an IPv4 or IPv6 address"),
      ("proxy.local", "'proxy.local' does not begin with an IPv4 or IPv6 address"),
      (" , ", "it names no network"),
    ])
  func saysWhatIsWrong(text: String, reason: String) {
    #expect(throws: NetworkList.Mistake.self) { try NetworkList.read(text) }
    do throws(NetworkList.Mistake) { _ = try NetworkList.read(text) } catch {
      #expect(error.reason == reason)
    }
  }
}
