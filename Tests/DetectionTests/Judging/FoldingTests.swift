import AccessLog
import TestSupport
import Testing

@testable import Detection

@Suite struct FoldingTests {
  private func fold(_ findings: [Finding], book: IncidentBook = IncidentBook()) -> [Finding] {
    let record = WindowRecord(
      level: 0, span: span(0..<1), service: nil, endpoints: [], suspects: [], principalCount: 0)
    return Folding(record: record, book: book).fold(findings)
  }

  private func client(_ number: Int, _ kind: Kind = .bruteForce, surprise: Double = 6) -> Finding {
    finding(
      kind, .init(.client, "203.0.\(number).7"), surprise: surprise, requests: 8,
      headline: "8 failed log-ins in a minute",
      evidence: [EvidenceLine(source: "a", line: Int64(number), offset: 0, text: [])])
  }

  @Test func aBotnetIsOneIncident() throws {
    let folded = fold((1...9).map { client($0, surprise: Double($0)) })
    let merged = try #require(folded.first)
    #expect(folded.count == 1 && merged.kind == .credentialStuffing && merged.subject == .service)
    #expect(merged.requests == 72 && merged.surprise == 9)
    #expect(
      merged.headline == "9 clients did the same; one of them: 8 failed log-ins in a minute")
    #expect(merged.evidence.map(\.line) == Array(1...9))
  }

  /// The narrowest rung that explains them all.
  @Test func aCrowdOfOneNetworkIsTheNetwork() {
    let crowd = (1...9).map { finding(.bruteForce, .init(.client, "203.0.113.\($0)")) }
    #expect(fold(crowd).map(\.subject) == [Subject(.network, "203.0.113.0/24")])
    let site = (1...9).map { finding(.contentDiscovery, .init(.client, "2001:db8:1:2::\($0)")) }
    #expect(fold(site).map(\.subject) == [Subject(.network, "2001:db8:1:2::/64")])
  }

  @Test func oneAddressExplainsItsNetwork() {
    let network = finding(.contentDiscovery, .init(.network, "203.0.113.0/24"))
    let address = finding(.contentDiscovery, .init(.client, "203.0.113.7"))
    let other = finding(.contentDiscovery, .init(.client, "198.51.100.7"))
    let book = IncidentBook()
    #expect(Folding.narrowed([network], by: [address], book).isEmpty)
    #expect(Folding.narrowed([network], by: [other], book) == [network])
  }

  /// Guessing by a network is part of the stuffing that goes on meanwhile.
  @Test func aNetworkJoinsTheEndpointsStuffing() {
    var book = IncidentBook()
    let endpoint = Subject(.endpoint, "POST /login")
    _ = book.take([finding(.credentialStuffing, endpoint)], at: minute(1))
    let network = finding(.bruteForce, .init(.network, "203.0.113.0/24"))
    let joined = Folding.narrowed([network], by: [], book)
    #expect(joined.map(\.subject) == [endpoint] && joined.map(\.kind) == [.credentialStuffing])
  }

  @Test func fiveClientsAreNoCrowd() {
    let findings = (1...5).map { client($0) }
    #expect(fold(findings) == findings)
  }

  /// One client found in many ways is still one client.
  @Test func oneClientIsNoCrowd() {
    let findings = (1...8).map { _ in client(7, .egressSurge) }
    #expect(fold(findings).allSatisfy { $0.subject == .init(.client, "203.0.7.7") })
  }

  /// What a request's own text proves is never folded: each of those clients is guilty by itself.
  @Test func proofIsNotFolded() {
    let findings = (1...20).map { client($0, .sqlInjection) }
    #expect(fold(findings) == findings)
  }

  @Test func aCrowdJoinsTheEndpointsIncident() {
    var book = IncidentBook()
    let endpoint = Subject(.endpoint, "POST /login")
    _ = book.take([finding(.credentialStuffing, endpoint)], at: minute(1))
    #expect(fold((1...9).map { client($0) }, book: book).map(\.subject) == [endpoint])
  }

  @Test func brokenEndpointsAreTheServices() {
    let broken = (1...3).map { finding(.errorSurge, .init(.endpoint, "GET /\($0)")) }
    #expect(fold(broken).allSatisfy { $0.subject == .service })
    #expect(fold(Array(broken[..<2])) == Array(broken[..<2]))
    #expect(
      fold([broken[0], finding(.errorSurge, .service)]).allSatisfy { $0.subject == .service })
    #expect(fold([broken[0], finding(.trafficSurge, .service)])[0] == broken[0])
  }

  @Test func anEndpointJoinsTheServicesOpenIncident() {
    var book = IncidentBook()
    _ = book.take([finding(.errorSurge, .service)], at: minute(1))
    let one = finding(.errorSurge, .init(.endpoint, "GET /a"), 1..<2)
    #expect(fold([one], book: book).map(\.subject) == [.service])
    #expect(fold([one]).map(\.subject) == [.init(.endpoint, "GET /a")])
  }

  /// A user who came from one address only is found twice, with the same numbers.
  @Test func aUserBehindOneAddressIsTheAddress() {
    let byAddress = finding(.bruteForce, .init(.client, "203.0.113.1"), requests: 20)
    let byName = finding(.bruteForce, .init(.user, "alice"), requests: 20)
    #expect(fold([byAddress, byName]) == [byAddress])
    let fromMore = finding(.bruteForce, .init(.user, "alice"), requests: 50)
    #expect(fold([byAddress, fromMore]) == [byAddress, fromMore])
  }
}
