import Testing

@testable import Detection

@Suite struct PatienceTests {
  private func severities(_ findings: [Finding]) -> [Severity] {
    var patience = Patience()
    return findings.map { patience.severity(of: $0) }
  }

  private func errors(_ minute: Int, _ subject: Subject = .service) -> Finding {
    finding(.errorSurge, subject, minute..<minute + 1, severity: .high)
  }

  @Test func theFirstWindowIsMildTheNextIsGrave() {
    #expect(severities([errors(0), errors(1), errors(2)]) == [.low, .high, .high])
    #expect(severities([errors(0), errors(4)]) == [.low, .high])
    #expect(severities([errors(0), errors(5)]) == [.low, .low])
  }

  @Test func subjectsAreToldApart() {
    #expect(severities([errors(0), errors(1, .init(.endpoint, "GET /a"))]) == [.low, .low])
  }
}
