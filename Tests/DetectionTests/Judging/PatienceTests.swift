import Testing

@testable import Detection

@Suite struct PatienceTests {
  /// What is told of each finding: from which minute on, or nothing.
  private func told(_ findings: [Finding], isOpen: Bool = false) -> [Int?] {
    var patience = Patience()
    return findings.map { finding in
      patience.admit([finding]) { _ in isOpen }.first.map {
        Int(($0.span.start.seconds - minute(0).seconds) / 60)
      }
    }
  }

  private func errors(_ minute: Int, _ subject: Subject = .service) -> Finding {
    finding(.errorSurge, subject, minute..<minute + 1, severity: .high)
  }

  @Test func aSecondWindowConfirmsTheFirst() {
    #expect(told([errors(0), errors(1), errors(2)]) == [nil, 0, 1])
    #expect(told([errors(0), errors(4)]) == [nil, 0])
    #expect(told([errors(0), errors(5)]) == [nil, nil])
  }

  @Test func nothingIsHeldBackOnceItIsTold() {
    #expect(told([errors(0)], isOpen: true) == [0])
  }

  @Test func subjectsAreToldApart() {
    #expect(told([errors(0), errors(1, .init(.endpoint, "GET /a"))]) == [nil, nil])
  }

  @Test func otherKindsAreNotHeldBack() {
    #expect(told([finding(.trafficSurge, .service)]) == [0])
  }
}
