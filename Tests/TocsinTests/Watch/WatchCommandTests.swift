import Foundation
import TestSupport
import Testing

/// The built program over logs that grow, killed and stopped as the world does it.
@Suite(.enabled(if: Tocsin.isBuilt), .serialized) struct WatchCommandTests {
  /// A folder with a model and a log to be written in pieces.
  private struct Scene {
    let folder: Folder
    let lines: [[UInt8]]

    init() throws {
      folder = try Folder()
      let ordinary = OrdinaryTraffic(seed: 2).lines(from: monday - 86_400, minutes: 1440)
      try folder.write("history.log", ordinary.log)
      let trained = try Tocsin.run(["train", "-q", "-o", "m", "history.log"], in: folder)
      #expect(trained.code == 0, "\(trained.errors)")
      lines = Siege(hours: 3).lines.map { Array(($0.text + "\n").utf8) }
      try folder.write("access.log", "")
    }

    /// What `analyze` says about the whole log, without the ends that only the end of input brings.
    func expected() throws -> Set<Substring> {
      try folder.write("whole.log", Array(lines.joined()))
      let run = try Tocsin.run(
        ["analyze", "-q", "-m", "m", "--alerts", "-", "whole.log"], in: folder)
      return Set(
        run.output.replacing("whole.log", with: "access.log").split(separator: "\n")
          .filter { !$0.contains("\"event\":\"resolved\"") })
    }

    func told() throws -> [Substring] {
      try folder.read("alerts").split(separator: "\n").filter {
        !$0.contains("\"event\":\"resolved\"")
      }
    }
  }

  private static let options = ["-m", "m", "--from-start", "--alerts", "alerts", "access.log"]

  /// Killed in the middle again and again: the alerts of an uninterrupted run over history, and every
  /// line counted once.
  @Test func killsLoseNothing() throws {
    let scene = try Scene()
    var random = SeededGenerator(seed: 5)
    var place = 0
    while place < scene.lines.count {
      let live = try LiveTocsin(scene.folder, Self.options)
      for _ in 0..<4 where place < scene.lines.count {
        let end = min(place + 1 + random.below(scene.lines.count / 12), scene.lines.count)
        let bytes = Array(scene.lines[place..<end].joined())
        // A line may be written in two pieces, with a kill between them.
        let cut = random.below(bytes.count)
        try append(bytes[..<cut], to: scene.folder.path("access.log"))
        usleep(UInt32(random.below(40_000)))
        if random.below(4) == 0 { live.killHard() }
        try append(bytes[cut...], to: scene.folder.path("access.log"))
        place = end
      }
      live.killHard()
    }
    let live = try LiveTocsin(scene.folder, Self.options)
    try live.until(lines: scene.lines.count)
    live.signal(SIGTERM)
    #expect(live.wait() == 0)
    let status = try live.status()
    #expect(status["malformed"] as? Int == 0)
    // The last window is still open: what it holds is told when time has passed it.
    let told = try scene.told()
    #expect(Set(told).count >= 4)
    #expect(Set(told).isSubset(of: try scene.expected()))
    let ids = { (lines: [Substring]) in
      Set(lines.compactMap { $0.split(separator: "\"").dropFirst(6).first })
    }
    #expect(ids(told) == ids(Array(try scene.expected())))
  }

  @Test func itStopsWithinTwoSeconds() throws {
    let scene = try Scene()
    try append(scene.lines.joined(), to: scene.folder.path("access.log"))
    for signal in [SIGTERM, SIGINT] {
      let live = try LiveTocsin(scene.folder, Self.options)
      try live.until(lines: scene.lines.count)
      let start = ContinuousClock.now
      live.signal(signal)
      #expect(live.wait() == 0)
      // Two seconds are promised; the tests of the whole project may share the machine.
      #expect(ContinuousClock.now - start < .seconds(4))
    }
  }

  @Test func aSecondOneIsToldWhoHasTheState() throws {
    let scene = try Scene()
    let live = try LiveTocsin(scene.folder, Self.options)
    try live.until(lines: 0)
    let second = try Tocsin.run(["watch", "--state", "state", "access.log"], in: scene.folder)
    #expect(second.code == 2)
    #expect(
      second.errors
        == "tocsin: The state in state is used by another tocsin (process \(live.number)): stop it,"
        + " or give this one another --state.\n")
    #expect(live.isRunning)
  }

  /// Persons go by their pseudonyms in a live run as they do in `analyze`.
  @Test func pseudonymsStandForPersons() throws {
    let scene = try Scene()
    try scene.folder.write("key", "0123456789abcdef0123456789abcdef")
    try scene.folder.write("c.json5", "{ privacy: { pseudonymKey: { file: 'key' } } }")
    let log = String(decoding: Array(scene.lines.joined()), as: UTF8.self)
    let live = try Tocsin.run(
      ["watch", "-q", "-m", "m", "-c", "c.json5", "--state", "state", "--alerts", "-", "-"],
      input: log, in: scene.folder)
    #expect(live.code == 0 && !live.output.isEmpty, "\(live.errors)")
    #expect(!live.output.contains("198.51.100.10"))
  }

  @Test func aBadConfigurationIsRefusedAndTheFormerStays() throws {
    let scene = try Scene()
    try scene.folder.write("c.json5", "{ minSeverity: 'low' }")
    let live = try LiveTocsin(scene.folder, ["-c", "c.json5"] + Self.options)
    try live.until(lines: 0)
    try scene.folder.write("c.json5", "{ minSeverity: 'lo' }")
    live.signal(SIGHUP)
    try live.until("the refusal") { live.errors.contains("stays") }
    #expect(
      live.errors.contains(
        "tocsin: The configuration stays as it was: c.json5, line 1, column 3: minSeverity must be"
          + " one of low, medium, high, critical, not \"lo\". Did you mean 'low'?"))
    try scene.folder.write("c.json5", "{ minSeverity: 'critical' }")
    live.signal(SIGHUP)
    try live.until("the acceptance") { live.errors.contains("read anew. It is in force.") }
    try append(scene.lines.joined(), to: scene.folder.path("access.log"))
    try live.until(lines: scene.lines.count)
    #expect(try scene.told().allSatisfy { $0.contains("\"severity\":\"critical\"") })
    #expect(live.isRunning)
  }

  @Test func aDamagedStateIsSaidAndNothingLeftOut() throws {
    let scene = try Scene()
    try append(scene.lines.joined(), to: scene.folder.path("access.log"))
    let first = try LiveTocsin(scene.folder, Self.options)
    try first.until(lines: scene.lines.count)
    first.signal(SIGTERM)
    first.wait()
    var bytes = Array(try Data(contentsOf: scene.folder.url.appending(path: "state/checkpoint")))
    bytes[bytes.count / 2] ^= 0x20
    try scene.folder.write("state/checkpoint", bytes)
    let options = Self.options.filter { $0 != "--from-start" }
    let second = try LiveTocsin(scene.folder, options)
    try second.until(lines: scene.lines.count)
    #expect(
      second.errors.contains(
        "tocsin: The state in state is damaged: a checksum does not fit. Reading begins anew at the"
          + " beginning of the logs; the old files are in state/damaged-"))
    // The outbox remembers what was delivered: nothing is told twice.
    let told = try scene.told()
    #expect(Set(told).count == told.count)
  }

  /// A pipe has an end: then all is told, as over history.
  @Test func standardInputComesToAnEnd() throws {
    let scene = try Scene()
    let expected = try scene.expected()
    let live = try LiveTocsin(
      scene.folder, ["-m", "m", "--alerts", "alerts", "-"],
      input: scene.folder.url.appending(path: "whole.log"))
    #expect(live.wait() == 0)
    let strip = { (line: Substring) in line.replacing("\"file\":\"access.log\"", with: "") }
    let told = try scene.told().map { $0.replacing("\"file\":\"-\"", with: "") }
    #expect(Set(told) == Set(expected.map(strip)))
  }

  @Test func withoutASinkPeopleReadStandardOutput() throws {
    let scene = try Scene()
    try append(scene.lines.joined(), to: scene.folder.path("access.log"))
    let live = try LiveTocsin(scene.folder, ["-m", "m", "--from-start", "access.log"])
    try live.until("alerts") { try scene.folder.read("output").contains("198.51.100.7") }
    #expect(try !scene.folder.read("output").hasPrefix("{"))
    live.signal(SIGTERM)
    live.wait()
  }
}
