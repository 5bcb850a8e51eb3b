import AccessLog
import Testing
import Traffic

@Suite struct PrincipalKeyTests {
  @Test func ranksOfTheLadderNeverMeet() {
    let client = PrincipalKey(Address(high: 0x2001_0db8 << 32, low: 7))
    let host = PrincipalKey(hostHash: 7)
    let user = PrincipalKey(userHash: 7)
    #expect(Set([client, host, user]).count == 3)
    #expect(user.isUser && !user.isHost && !user.isAbsent)
    #expect(host.isHost && !host.isUser)
    #expect(!client.isUser && !client.isHost)
    #expect(PrincipalKey(.absent).isAbsent)
  }

  @Test func ordersByItsBits() {
    #expect(PrincipalKey(Address(v4: 1)) < PrincipalKey(Address(v4: 2)))
    #expect(PrincipalKey(Address(v4: .max)) < PrincipalKey(hostHash: 0))
  }
}
