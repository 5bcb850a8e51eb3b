import AccessLog
import Scoring
import TestSupport
import Testing

@testable import Detection

/// Nobody teaches Tocsin to find an attack normal by being patient.
@Suite struct PoisoningTests {
  private func story(_ lines: [LogLine], _ change: (inout Analyst.Settings) -> Void = { _ in })
    -> [IncidentEvent]
  {
    var settings = Analyst.Settings()
    change(&settings)
    let stage = Stage(lines)
    var analyst = Analyst(model: nil, settings: settings)
    let events = stage.records.flatMap {
      analyst.take($0.window, level: $0.record.level, directory: stage.directory)
    }
    return events + analyst.finish(directory: stage.directory)
  }

  /// Two tries an hour on the first day, then twice as many each day: by the time that it hurts it
  /// rings, although every day was but a little more than the one before.
  @Test func whoRampsUpSlowlyStillRings() throws {
    let ordinary = OrdinaryTraffic(seed: 8, perMinute: 3).lines(minutes: 7 * 1440)
    let ramp = (0..<7).flatMap { day -> [LogLine] in
      let tries = 24 << (day + 1)
      return (0..<tries).map { number in
        LogLine(
          monday + Int64(day) * 86_400 + Int64(number * 86_400 / tries), "198.51.100.9",
          "POST /login", 401)
      }
    }
    let events = story((ordinary + ramp).inTime) { $0.historySeconds = 2 * 86_400 }
    let found = events.first {
      $0.event == .opened && $0.incident.subject.value == "198.51.100.9"
    }
    #expect(found?.incident.kind == .bruteForce)
    #expect(try #require(found).incident.span.start.seconds < monday + 6 * 86_400)
  }

  /// The whole service's traffic grows by a seventh a day until it is twice what it was.
  @Test func aRampOfTheWholeServiceRings() {
    let model = Months().model(days: 15)
    var judge = Judge(model: model, budget: AlarmBudget(perWeek: 1), windowSeconds: 60)
    let ramp = Months(seed: 7) { 1 + Double($0 - monday - 15 * 86_400) / (7 * 86_400) }
    let events = ramp.records(from: 15, days: 7).flatMap {
      judge.take($0, directory: Directory())
    }
    #expect(events.first?.event == .opened && events.first?.incident.kind == .trafficSurge)
  }

  /// A quarantine says what it left out and why, and what is learned is what the quiet days show.
  @Test func aQuarantineSaysWhatItLeftOut() throws {
    let quiet = OrdinaryTraffic(seed: 3).lines(minutes: 900)
    let lines = (quiet + Attacks.bruteForce(at: monday + 60, tries: 60)).inTime
    let stage = Stage(lines)
    var settings = Analyst.Settings()
    (settings.isTraining, settings.hasQuarantine) = (true, true)
    var analyst = Analyst(model: nil, settings: settings)
    for (window, record) in stage.records {
      _ = analyst.take(window, level: record.level, directory: stage.directory)
    }
    let model = analyst.learn(directory: stage.directory)
    #expect(model != nil)
    #expect(analyst.leftOut.reasons == [.bruteForce: ["198.51.100.7"]])
    #expect(analyst.leftOut.principalWindows > 0 && analyst.leftOut.serviceWindows == 0)
    #expect(
      analyst.leftOut.sentences == [
        "Left out of learning: 0 windows of the service, 0 of endpoints,"
          + " \(analyst.leftOut.principalWindows) of clients and users.",
        "  brute-force, 1: 198.51.100.7",
      ])
    #expect(LeftOut().sentences == ["Nothing was left out: no incident was found."])
  }
}
