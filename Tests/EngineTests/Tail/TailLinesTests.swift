import AccessLog
import Foundation
import TestSupport
import Testing

@testable import Engine

/// What counts as a line, in which format, and how it is counted over restarts.
@Suite struct TailLinesTests {
  @Test func aPartialLineWaitsForItsEnd() throws {
    let folder = try TemporaryFolder()
    let lines = numbered(0..<3)
    try folder.append("access.log", lines.dropLast(30))
    let probe = TailProbe([folder("access.log")])
    #expect(probe.read() == [0, 1])
    try probe.restart()
    #expect(probe.read() == [])
    try folder.append("access.log", lines.suffix(30).dropLast(1))
    #expect(probe.read(after: 3600) == [])
    try folder.append("access.log", [0x0a])
    #expect(probe.read() == [2])
    #expect(probe.accounts == [3, 3, 0, 0])
  }

  /// Nobody will end the last line of a file that was rotated away.
  @Test func aPartialLineCountsWhenItsFileIsLetGo() throws {
    let folder = try TemporaryFolder()
    try folder.append("access.log", numbered(0..<3).dropLast(1))
    let probe = TailProbe([folder("access.log")])
    #expect(probe.read() == [0, 1])
    try folder.move("access.log", "access.log.1")
    try folder.append("access.log", numbered(3..<4))
    #expect(probe.read() == [3])
    #expect(probe.read(after: 31) == [2])
    try probe.restart()
    #expect(probe.read(after: 3600) == [])
    #expect(probe.tail.status.map { folder.strip($0.name) } == ["access.log"])
  }

  @Test func beginsBehindTheLastWholeLine() throws {
    let folder = try TemporaryFolder()
    let lines = numbered(0..<3)
    try folder.append("access.log", lines.dropLast(30))
    let probe = TailProbe([folder("access.log")], fromStart: false)
    #expect(probe.read() == [])
    try folder.append("access.log", lines.suffix(30))
    #expect(probe.read() == [2])
  }

  /// Malformed and blank lines between requests, cut by the other log's times and by kills.
  @Test func accountsHoldOverRestarts() throws {
    let folder = try TemporaryFolder()
    var mixed: [UInt8] = []
    for number in stride(from: 0, to: 300, by: 2) {
      mixed += numbered([number]) + Array(number % 3 == 0 ? "rubbish\n".utf8 : "\n".utf8)
    }
    try folder.append("a.log", mixed)
    try folder.append("b.log", numbered(stride(from: 1, to: 300, by: 2)))
    let probe = TailProbe([folder("a.log"), folder("b.log")])
    while !probe.read(limit: 7).isEmpty { try probe.restart() }
    probe.read()
    #expect(probe.numbers == Array(0..<300))
    #expect(probe.accounts == [450, 300, 100, 50])
  }

  @Test func columnsAreKnownAfterARestart() throws {
    let folder = try TemporaryFolder()
    let head = "#Version: 1.0\n#Fields: date time c-ip cs-method cs-uri-stem sc-status\n"
    let line = { (n: Int) in "2026-03-02 10:00:0\(n) 192.0.2.1 GET /n/\(n) 200\n" }
    try folder.append("u_ex.log", (head + line(1) + line(2)).utf8)
    let probe = TailProbe([folder("u_ex.log")])
    #expect(probe.read() == [1, 2])
    try probe.restart()
    try folder.append("u_ex.log", line(3).utf8)
    #expect(probe.read() == [3])
    let late = TailProbe([folder("u_ex.log")], fromStart: false)
    late.read()
    try folder.append("u_ex.log", line(4).utf8)
    #expect(late.read() == [4])
    #expect(probe.accounts == [5, 3, 2, 0])
  }

  /// A container runtime splits long lines; between the parts a restart may come.
  @Test func partsOfALineAreJoinedOverARestart() throws {
    let folder = try TemporaryFolder()
    let text = LogLine(monday, "203.0.113.7", "GET /n/7").text
    let stamp = "2026-03-02T00:00:00.5Z stdout "
    try folder.append("pod.log", (stamp + "F " + text + "\n").utf8)
    let probe = TailProbe([folder("pod.log")])
    #expect(probe.read() == [7])
    try folder.append("pod.log", (stamp + "P " + text.prefix(60) + "\n").utf8)
    #expect(probe.read() == [])
    try probe.restart()
    #expect(probe.read() == [])
    try folder.append("pod.log", (stamp + "F " + text.dropFirst(60) + "\n").utf8)
    #expect(probe.read() == [7])
    #expect(probe.accounts == [3, 2, 1, 0])
  }

  @Test func anEndlessLineIsDroppedOverARestart() throws {
    let folder = try TemporaryFolder()
    try folder.append("access.log", numbered(0..<2))
    let probe = TailProbe([folder("access.log")]) { $0.reading.reader.maximumLineLength = 1000 }
    #expect(probe.read() == [0, 1])
    try folder.append("access.log", [UInt8](repeating: 0x41, count: 5000))
    probe.read()
    try probe.restart()
    try folder.append("access.log", [UInt8](repeating: 0x42, count: 5000) + [0x0a])
    try folder.append("access.log", numbered(2..<3))
    #expect(probe.read() == [2])
    #expect(probe.accounts == [4, 3, 0, 1])
  }

  @Test func aNewFileIsInTheFormatOfTheOldOne() throws {
    let folder = try TemporaryFolder()
    try folder.append("access.log", numbered(0..<250))
    let probe = TailProbe([folder("access.log")])
    probe.read()
    try folder.move("access.log", "access.log.1")
    try folder.append("access.log", numbered(250..<251))
    #expect(probe.read() == [250])
    #expect(probe.tail.status.last?.format == "combined")
    // Its own lines decide where they do not fit.
    try folder.move("access.log", "access.log.2")
    let json =
      "{\"time\":\"2026-03-02T10:00:00Z\",\"remote_addr\":\"192.0.2.1\","
      + "\"request\":\"GET /n/251 HTTP/1.1\",\"status\":200}\n"
    try folder.append("access.log", json.utf8)
    #expect(probe.read() == [251])
    #expect(probe.accounts[3] == 0)
  }

  @Test func logsAreReadInTheOrderOfTime() throws {
    let folder = try TemporaryFolder()
    try folder.append("a.log", numbered(stride(from: 0, to: 3000, by: 3)))
    try folder.append("b.log", numbered(stride(from: 1, to: 3000, by: 3)))
    try folder.append("c.log", numbered(stride(from: 2, to: 3000, by: 3)))
    let probe = TailProbe([folder.path])
    #expect(probe.read() == Array(0..<3000))
    // What has been read to its end holds nobody back.
    try folder.append("c.log", numbered(3000..<3001))
    #expect(probe.read() == [3000])
  }

  @Test func newFilesOfADirectoryArePickedUp() throws {
    let folder = try TemporaryFolder()
    try folder.write("logs/a.log", numbered(0..<1))
    let probe = TailProbe([folder("logs"), folder("*.log")], fromStart: false)
    #expect(probe.read() == [])
    try folder.append("logs/b.log", numbered(1..<2))
    #expect(probe.read() == [1])
    try folder.append("c.log", numbered(2..<3))
    #expect(probe.read() == [2])
    // Also while nobody runs.
    let saved = probe.tail.checkpoint()
    try folder.append("logs/d.log", numbered(3..<4))
    try probe.restart(from: saved)
    #expect(probe.read() == [3])
    #expect(probe.names.map(folder.strip) == ["logs/b.log", "c.log", "logs/d.log"])
  }

  @Test func aPipeIsFollowed() throws {
    let folder = try TemporaryFolder()
    mkfifo(folder("pipe"), 0o600)
    let probe = TailProbe([folder("pipe")])
    #expect(probe.read() == [])
    try folder.append("pipe", numbered(0..<2))
    #expect(probe.read() == [0, 1])
    try folder.append("pipe", numbered(2..<3))
    #expect(probe.read() == [2])
  }
}
