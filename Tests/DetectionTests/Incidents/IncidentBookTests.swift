import AccessLog
import TestSupport
import Testing

@testable import Detection

/// Lives as pictures: what is told at which minute.
@Suite struct IncidentBookTests {
  /// Gives the book findings at the end of their windows; answers "opened 1 medium …".
  private func story(_ findings: [Finding], end: Int? = nil) -> [String] {
    var book = IncidentBook()
    var events: [IncidentEvent] = []
    for finding in findings {
      events += book.take([finding], at: finding.span.end)
    }
    if let end { events += book.take([], at: minute(end)) }
    return events.map(told)
  }

  private func told(_ event: IncidentEvent) -> String {
    let minute = (event.time.seconds - monday) / 60
    return "\(event.event) \(minute) \(event.incident.severity.name)"
  }

  @Test func openedOnceAndResolvedWhenQuiet() {
    #expect(
      story([finding(), finding(.bruteForce, .init(.client, "198.51.100.7"), 5..<6)], end: 365)
        == ["opened 1 medium"])
    #expect(
      story([finding(), finding(.bruteForce, .init(.client, "198.51.100.7"), 5..<6)], end: 366)
        == ["opened 1 medium", "resolved 366 medium"])
  }

  /// What the service suffers is over after half an hour.
  @Test func theServiceIsQuietSooner() {
    let surge = finding(.trafficSurge, .service, 0..<1)
    #expect(story([surge], end: 30) == ["opened 1 medium"])
    #expect(story([surge], end: 31) == ["opened 1 medium", "resolved 31 medium"])
  }

  /// An hour may show what its minutes did not, after these were told to be over.
  @Test func somethingElseAboutTheServiceIsTold() {
    let surge = finding(.trafficSurge, .service, 0..<1)
    #expect(
      story([surge, finding(.contentDiscovery, .service, 0..<60)], end: 90)
        == ["opened 1 medium", "resolved 31 medium", "escalated 60 medium", "resolved 90 medium"])
    #expect(
      story([surge, finding(.contentDiscovery, .service, 0..<60, severity: .low)], end: 60)
        == ["opened 1 medium", "resolved 31 medium"], "less grave")
    #expect(
      story([surge, finding(.trafficSurge, .service, 0..<60)], end: 60)
        == ["opened 1 medium", "resolved 31 medium"], "the same")
  }

  @Test func escalatedWhenGraverOrWhenTheyGotIn() {
    let subject = Subject(.client, "198.51.100.7")
    #expect(
      story([
        finding(), finding(.sqlInjection, subject, 1..<2, severity: .high),
        finding(.sqlInjection, subject, 2..<3, severity: .high),
        finding(.bruteForce, subject, 3..<4, severity: .medium, gotIn: true),
      ]) == ["opened 1 medium", "escalated 2 high", "escalated 4 high"])
  }

  @Test func subjectsHaveIncidentsOfTheirOwn() {
    let story = story([finding(), finding(.bruteForce, .init(.client, "198.51.100.8"), 0..<1)])
    #expect(story == ["opened 1 medium", "opened 1 medium"])
  }

  /// A client that comes back within six hours is told only if it is graver, and is not over before.
  @Test func comingBackSoonIsTheSameStory() {
    let subject = Subject(.client, "198.51.100.7")
    let back = finding(.bruteForce, subject, 200..<201)
    #expect(story([finding(), back], end: 300) == ["opened 1 medium"])
    let graver = finding(.bruteForce, subject, 200..<201, severity: .high)
    #expect(
      story([finding(), graver], end: 300)
        == ["opened 1 medium", "escalated 201 high"])
  }

  @Test func comingBackLateIsANewStory() {
    let back = finding(.bruteForce, .init(.client, "198.51.100.7"), 362..<363)
    #expect(
      story([finding(), back]) == ["opened 1 medium", "resolved 361 medium", "opened 363 medium"])
  }

  /// The service is struck by one thing and then by another: an hour later it is a new story.
  @Test func theServicesNextTroubleIsANewStory() {
    let surge = finding(.trafficSurge, .service, 0..<1)
    let soon = finding(.errorSurge, .service, 20..<21)
    let later = finding(.trafficSurge, .service, 60..<61)
    #expect(story([surge, soon]).count(where: { $0.hasPrefix("opened") }) == 1)
    #expect(story([surge, later]).count(where: { $0.hasPrefix("opened") }) == 2)
  }

  /// An hour's finding about a resolved incident joins it in silence.
  @Test func theHoursFindingJoinsTheMinutes() {
    let subject = Subject(.client, "198.51.100.7")
    var book = IncidentBook()
    let opened = book.take([finding()], at: minute(1))
    _ = book.take([], at: minute(45))
    #expect(
      book.take([finding(.bruteForce, subject, 0..<60, requests: 90)], at: minute(60)).isEmpty)
    let later = book.take(
      [finding(.sqlInjection, subject, 70..<71, severity: .high)], at: minute(71))
    #expect(later.map(told) == ["escalated 71 high"])
    #expect(later[0].incident.id == opened[0].incident.id)
    #expect(later[0].incident.requests == 100)
  }

  @Test func findingsOfOneMomentAreOneEvent() {
    var book = IncidentBook()
    let subject = Subject(.client, "198.51.100.7")
    let events = book.take(
      [finding(), finding(.sqlInjection, subject, severity: .critical, gotIn: true)], at: minute(1))
    #expect(events.map(told) == ["opened 1 critical"])
    #expect(events[0].incident.kinds == [.bruteForce, .sqlInjection] && events[0].incident.gotIn)
    #expect(events[0].incident.kind == .sqlInjection)
  }

  @Test func theEndResolvesAll() {
    var book = IncidentBook()
    _ = book.take([finding(), finding(.bruteForce, .init(.client, "198.51.100.8"))], at: minute(1))
    #expect(book.finish(at: minute(5)).map(told) == ["resolved 5 medium", "resolved 5 medium"])
    #expect(book.finish(at: minute(5)).isEmpty)
  }

  /// The same over re-runs; different for another subject, rung or moment.
  @Test func idsAreStable() {
    let id = IncidentBook.id(of: finding())
    #expect(id == IncidentBook.id(of: finding(.sqlInjection, severity: .high)))
    #expect(id.count == 16 && id.allSatisfy(\.isHexDigit))
    let others = [
      finding(.bruteForce, .init(.user, "198.51.100.7")),
      finding(.bruteForce, .init(.client, "198.51.100.70")),
      finding(.bruteForce, .init(.client, "198.51.100.7"), 1..<2),
    ].map(IncidentBook.id)
    #expect(Set(others + [id]).count == 4)
  }

  @Test func reasonsAreTheStrongestOfEachFeature() {
    let reason = { (feature: String, contribution: Double) in
      Reason(feature: feature, observed: 1, expected: 0, contribution: contribution, basis: "x")
    }
    var incident = Incident(id: "1", first: finding(reasons: [reason("a", 5)]))
    incident.join(finding(reasons: [reason("b", 7), reason("a", 3)]))
    incident.join(finding(reasons: [reason("a", 9)] + (0..<30).map { reason("f\($0)", 1) }))
    #expect(incident.reasons.prefix(2).map(\.feature) == ["a", "b"])
    #expect(incident.reasons[0].contribution == 9)
    #expect(incident.reasons.count == IncidentBook.reasonLimit)
  }

  @Test func evidenceIsBoundedAndNotRepeated() {
    func line(_ number: Int) -> EvidenceLine {
      EvidenceLine(source: "a", line: Int64(number), offset: 0, text: [])
    }
    var incident = Incident(id: "1", first: finding(evidence: [line(1)]))
    incident.join(finding(evidence: [line(1), line(2)]))
    incident.join(finding(evidence: (3...40).map(line)))
    #expect(incident.evidence == (1...IncidentBook.evidenceLimit).map(line))
  }

  /// What was tried names an incident, not how much; that they got in names it before all.
  @Test func theKindThatSaysMostNamesIt() {
    var incident = Incident(id: "1", first: finding(.requestFlood, severity: .high, surprise: 99))
    incident.join(finding(.bruteForce, severity: .medium, surprise: 6))
    #expect(incident.kind == .bruteForce && incident.severity == .high)
    incident.join(finding(.sensitiveFileAccess, severity: .critical, surprise: 13, gotIn: true))
    incident.join(finding(.sqlInjection, severity: .critical, surprise: 50))
    #expect(incident.kind == .sensitiveFileAccess && incident.gotIn)
  }

  /// Whoever sends from ever new addresses fills no memory.
  @Test func memoryIsBounded() {
    func run() -> (forgotten: Int, told: [String], opened: Int, resolved: Int) {
      var book = IncidentBook()
      var told: [String] = []
      var counts = (opened: 0, resolved: 0)
      let note = { (events: [IncidentEvent]) in
        for event in events {
          told.append("\(event.event) \(event.incident.subject.value)")
          if event.event == .opened { counts.opened += 1 }
          if event.event == .resolved { counts.resolved += 1 }
        }
      }
      for moment in 0..<25 {
        let findings = (0..<1000).map {
          finding(.sqlInjection, .init(.client, "\(moment).\($0)"), moment..<moment + 1)
        }
        note(book.take(findings, at: minute(moment + 1)))
        #expect(book.count <= IncidentBook.capacity)
      }
      note(book.finish(at: minute(30)))
      return (book.forgotten, told, counts.opened, counts.resolved)
    }
    let first = run()
    #expect(first.opened == 25_000 && first.resolved == 25_000)
    #expect(first.forgotten > 4000)
    #expect(run().told == first.told)
  }
}
