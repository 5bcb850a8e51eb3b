import Alerting
import Foundation
import TestSupport
import Testing

/// A certificate that nobody vouches for is refused by every sink.
@Suite(.serialized) struct CertificateTests {
  private static let openssl = SystemProgram.path("openssl")

  @Test(.enabled(if: openssl != nil, "needs openssl"))
  func aSelfSignedCertificateIsRefused() async throws {
    let openssl = try #require(CertificateTests.openssl)
    let folder = try ScratchFolder()
    let (key, certificate) = (folder.path + "/key.pem", folder.path + "/cert.pem")
    let made = try SystemProgram.run(
      openssl,
      [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
        "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate,
      ])
    #expect(made.code == 0)
    let port = try SystemProgram.freePort()
    let server = try SystemProgram.start(
      openssl,
      [
        "s_server", "-quiet", "-www", "-accept", "127.0.0.1:\(port)", "-cert", certificate, "-key",
        key,
      ])
    defer { SystemProgram.stop(server) }
    for sink in HTTPSinkCase.all {
      let url = try sink.make("https://127.0.0.1:\(port)", SystemTransport())
      var delivery = await url.deliver(Example.alert())
      // The server may still be starting.
      for _ in 0..<100 where "\(delivery)".contains("Nobody accepts") {
        try await Task.sleep(for: .milliseconds(20))
        delivery = await url.deliver(Example.alert())
      }
      guard case .tryAgain(let reason, _) = delivery else {
        Issue.record("\(sink.name): \(delivery)")
        continue
      }
      #expect(
        reason
          == "https://127.0.0.1:\(port): Its certificate cannot be trusted (SSL certificate problem:"
          + " self-signed certificate). Add its authority to the system's, or renew it."
      )
    }
  }
}
