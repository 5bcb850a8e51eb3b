import Alerting
import Foundation
import TestSupport
import Testing

/// The system's URL session at the edges of what it can bear.
@Suite(.serialized) struct SystemTransportTests {
  /// Limits from half to twice of what an answer takes, so that many calls are broken off in the very
  /// moment in which they end. What comes of each is chance, but it is one of two things, and the
  /// process lives.
  @Test func callsMayBeBrokenOffAsTheyEnd() async throws {
    let transport = SystemTransport()
    let receiver = try LocalReceiver { _, _ in .late(0.02) }
    defer { receiver.stop() }
    let url = try #require(SecretURL(receiver.address("/")))
    var ends: Set<String> = []
    for round in 0..<50 {
      await withTaskGroup(of: String.self) { group in
        for number in 0..<8 {
          let limit = 0.01 + 0.0001 * Double(8 * round + number)
          let call = HTTPCall(url, headers: [], body: [], timeout: limit)
          group.addTask { await Self.end(of: call, transport) }
        }
        for await end in group { ends.insert(end) }
      }
    }
    #expect(ends.isSubset(of: ["answered", "late"]))
  }

  /// A transport that goes in the moment in which its last call is broken off, and the receiver with it.
  @Test func aTransportMayGoAsItsCallEnds() async throws {
    for _ in 0..<100 {
      let receiver = try LocalReceiver { _, _ in .huge(2_000_000) }
      let url = try #require(SecretURL(receiver.address("/")))
      let answer = try await SystemTransport().send(HTTPCall(url, headers: [], body: [1]))
      #expect(answer.body.count == HTTPAnswer.mostBytes)
      receiver.stop()
    }
  }

  private static func end(of call: HTTPCall, _ transport: SystemTransport) async -> String {
    do {
      return try await transport.send(call).status == 200 ? "answered" : "another status"
    } catch {
      return error.description.hasPrefix("No complete answer within") ? "late" : error.description
    }
  }
}
