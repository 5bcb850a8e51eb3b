import AccessLog
import Detection
import Foundation
import Reporting
import TestSupport
import Testing
import Traffic

@testable import Engine

@Suite struct CheckpointStoreTests {
  private static let log = try! WholeLog.mixed()

  private func pipeline(_ count: Int, _ settings: TrafficPipeline.Settings) -> TrafficPipeline {
    var pipeline = TrafficPipeline(model: nil, settings: settings)
    _ = pipeline.addSource("access.log")
    _ = pipeline.take(Self.log.batch, 0..<count, verdicts: Self.log.verdicts, source: 0)
    return pipeline
  }

  private func save(
    _ store: CheckpointStore, _ pipeline: inout TrafficPipeline,
    _ settings: TrafficPipeline.Settings
  ) {
    #expect(
      store.save(
        &pipeline, positions: Array("here".utf8), account: Accounting(), model: ("", ""),
        settings: settings))
    store.flush()
    #expect(store.cost.problem == nil)
  }

  private func load(
    _ directory: StateDirectory, _ settings: TrafficPipeline.Settings = .init()
  ) -> FoundState {
    CheckpointStore(directory).load(settings, model: nil, stamp: 7)
  }

  @Test func anEmptyDirectoryHoldsNothing() throws {
    let folder = try TemporaryFolder()
    guard case .nothing = load(try StateDirectory(folder("s"))) else {
      Issue.record("something was found")
      return
    }
  }

  /// Sections that did not change are not written again, and old ones are removed.
  @Test func onlyWhatChangedIsWritten() throws {
    let folder = try TemporaryFolder()
    let directory = try StateDirectory(folder("s"))
    let store = CheckpointStore(directory)
    let settings = TrafficPipeline.Settings()
    var pipeline = pipeline(15_000, settings)
    save(store, &pipeline, settings)
    #expect(
      directory.names(beginning: "section-")
        == ["section-day-1", "section-hour-1", "section-judging-1"])
    let first = store.cost.lastBytes
    save(store, &pipeline, settings)
    #expect(
      directory.names(beginning: "section-")
        == ["section-day-1", "section-hour-1", "section-judging-1"])
    #expect(store.cost.lastBytes < first)
    _ = pipeline.take(
      Self.log.batch, 15_000..<16_000, verdicts: Self.log.verdicts, source: 0)
    save(store, &pipeline, settings)
    #expect(directory.names(beginning: "section-").contains("section-judging-3"))
    guard case .run(let saved) = load(directory) else {
      Issue.record("nothing was found")
      return
    }
    #expect(saved.pipeline.requestCount == 16_000)
    #expect(saved.positions == Array("here".utf8))
    #expect(saved.pipeline.historyCount == pipeline.historyCount)
  }

  /// Whatever byte of whatever file is damaged: it is noticed, said, and moved aside; the places are
  /// kept if they can be.
  @Test func damageIsNoticedAndMovedAside() throws {
    let folder = try TemporaryFolder()
    let settings = TrafficPipeline.Settings()
    var pipeline = pipeline(9000, settings)
    do {
      let store = CheckpointStore(try StateDirectory(folder("whole")))
      save(store, &pipeline, settings)
    }
    var random = SeededGenerator(seed: 3)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder("whole")).sorted()
      .filter { $0 != "lock" }
    #expect(files.count == 5)
    for round in 0..<40 {
      let name = files[round % files.count]
      let path = folder("s\(round)")
      try FileManager.default.copyItem(atPath: folder("whole"), toPath: path)
      var bytes = [UInt8](try #require(FileManager.default.contents(atPath: path + "/" + name)))
      if round % 3 == 0 {
        bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
      } else {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= 0x41
      }
      try Data(bytes).write(to: URL(filePath: path + "/" + name))
      let directory = try StateDirectory(path)
      guard case .unusable(let sentence, let positions) = load(directory) else {
        Issue.record("\(name) was taken for whole")
        continue
      }
      #expect(sentence.contains("the old files are in"))
      #expect(name == "checkpoint" || positions == Array("here".utf8))
      #expect(directory.names(beginning: "damaged-7") == ["damaged-7"])
      guard case .nothing = load(directory) else {
        Issue.record("damaged files are still there")
        return
      }
    }
  }

  @Test func otherWindowsAreSaidAndThePlacesKept() throws {
    let folder = try TemporaryFolder()
    let directory = try StateDirectory(folder("s"))
    var settings = TrafficPipeline.Settings()
    var pipeline = pipeline(5000, settings)
    save(CheckpointStore(directory), &pipeline, settings)
    settings.windows.windowSeconds = 30
    guard case .unusable(let sentence, let positions) = load(directory, settings) else {
      Issue.record("windows of another length were taken")
      return
    }
    #expect(
      folder.strip(sentence)
        == "The state in s was made with windows of 60 s. Reading goes on where"
        + " it stopped, with new windows and incidents; the old files are in s/damaged-7.")
    #expect(positions == Array("here".utf8))
  }
}
