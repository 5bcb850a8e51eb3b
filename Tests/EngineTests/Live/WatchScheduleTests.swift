import Foundation
import TestSupport
import Testing

@testable import Engine

/// Random writing, rotating and killing under the whole engine: the alerts are those of `analyze` on
/// all lines in one file.
///
/// `TOCSIN_SCHEDULES=1000 swift test --filter WatchScheduleTests` goes through more of them.
@Suite struct WatchScheduleTests {
  @Test func alertsAreThoseOfAnalyze() throws {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["TOCSIN_SCHEDULES"].flatMap { Int($0) } ?? 15
    let first = environment["TOCSIN_FIRST_SCHEDULE"].flatMap { Int($0) } ?? 0
    var trained = PipelineRun(OrdinaryTraffic(seed: 2).lines(from: monday, minutes: 1440).log)
    let learned = trained.pipeline.learn() ?? trained.pipeline.model
    let folder = try TemporaryFolder()
    let model = try ModelFile.write(try #require(learned), to: folder("m.model"))
    let sieges = try (1...3).map { try SiegeLog(seed: UInt64($0), model: model) }
    #expect(sieges.allSatisfy { $0.expected.count > 3 })
    var unequal = 0
    for seed in first..<first + count {
      let schedule = try WatchSchedule(seed: seed, sieges[seed % sieges.count])
      try schedule.finish()
      guard !schedule.isEqual else { continue }
      unequal += 1
      Issue.record("schedule \(seed): \(schedule.description)")
    }
    print("\(count) schedules of the whole engine, \(unequal) unequal")
  }
}
