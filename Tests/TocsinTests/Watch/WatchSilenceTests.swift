import Foundation
import TestSupport
import Testing

/// What a live run says about what is missing, and what it does not say while it learns. The logs come
/// through a pipe, as from `journalctl -f | tocsin watch -`.
@Suite(.enabled(if: Tocsin.isBuilt), .serialized) struct WatchSilenceTests {
  private static let ordinary = OrdinaryTraffic(seed: 4, perMinute: 30)

  /// The kinds of the alerts of a live run over a log that comes through a pipe.
  private func kinds(_ log: String, model: Bool) throws -> Set<String> {
    let folder = try Folder()
    var options = ["watch", "-q", "--state", "state", "--alerts", "-"]
    if model {
      // The same weekday: what was never seen may be anything.
      try folder.write(
        "history.log", Self.ordinary.lines(from: monday - 7 * 86_400, minutes: 1440).log)
      let trained = try Tocsin.run(["train", "-q", "-o", "m", "history.log"], in: folder)
      #expect(trained.code == 0, "\(trained.errors)")
      options += ["-m", "m"]
    }
    let live = try Tocsin.run(options + ["-"], input: log, in: folder)
    #expect(live.code == 0, "\(live.errors)")
    let alerts = try live.lines.map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
    }
    return Set(alerts.compactMap { $0["kind"] as? String })
  }

  private func text(_ lines: [LogLine]) -> String { String(decoding: lines.log, as: UTF8.self) }

  @Test func quietDaysThatAreLearnedFromRingNotAtAll() throws {
    let days = Self.ordinary.lines(from: monday, minutes: 2880)
    #expect(try kinds(text(days), model: false).isEmpty)
  }

  @Test func aLogThatFallsSilentIsMissed() throws {
    let log = Self.ordinary.lines(from: monday, minutes: 240).filter {
      !(monday + 3600..<monday + 3 * 3600).contains($0.time)
    }
    let found = try kinds(text(log), model: true)
    #expect(!found.isDisjoint(with: ["source-silent", "traffic-drop"]), "\(found)")
  }

  @Test func linesThatFitNoFormatAreSaid() throws {
    let lines = Self.ordinary.lines(from: monday, minutes: 240)
    let log =
      lines.map { line in
        (monday + 3600..<monday + 7200).contains(line.time) && line.time % 2 == 0
          ? "what a day" : line.text
      }.joined(separator: "\n") + "\n"
    #expect(try kinds(log, model: true).contains("parse-failures"))
  }
}
