import Foundation
import Testing

@testable import Engine

@Suite struct TailMessagesTests {
  @Test func aMissingFileIsSaidOnceAndReadWhenItComes() throws {
    let folder = try TemporaryFolder()
    let probe = TailProbe([folder("access.log")], fromStart: false)
    probe.read()
    probe.read()
    #expect(
      probe.messages.map(folder.strip) == ["access.log does not exist: check the name."])
    try folder.append("access.log", numbered(0..<2))
    #expect(probe.read() == [0, 1])
    unlink(folder("access.log"))
    probe.read()
    #expect(probe.messages.map(folder.strip) == ["access.log does not exist: check the name."])
    probe.read()
    probe.read()
    #expect(probe.messages.map(folder.strip).last == "access.log does not exist: check the name.")
    #expect(probe.messages.count == 2)
  }

  @Test func anUnknownFormatIsSaid() throws {
    let folder = try TemporaryFolder()
    try folder.append("access.log", String(repeating: "what a day\n", count: 19).utf8)
    let probe = TailProbe([folder("access.log")])
    probe.read()
    #expect(probe.messages.isEmpty)
    try folder.append("access.log", "what a day\n".utf8)
    probe.read()
    probe.read()
    #expect(probe.messages.count == 1)
    #expect(probe.messages[0].contains("access.log is in no known format: line 1, column"))
    #expect(probe.accounts == [20, 0, 0, 20])
  }

  @Test func whatIsNoLogIsNotRead() throws {
    let folder = try TemporaryFolder()
    try folder.append("access.log", Array("SQLite format 3\0".utf8) + [0x0a, 0x0a])
    let probe = TailProbe([folder("access.log")])
    #expect(probe.read() == [])
    probe.read()
    #expect(
      probe.messages.map(folder.strip) == ["access.log is an SQLite database, not a log."])
  }

  @Test func statusSaysHowFarItIs() throws {
    let folder = try TemporaryFolder()
    try folder.append("access.log", numbered(0..<5))
    let probe = TailProbe([folder("access.log")])
    let size = Int64(numbered(0..<5).count)
    #expect(probe.tail.status.map(\.lag) == [size])
    probe.read()
    #expect(probe.tail.status.map(\.lag) == [0])
    try folder.append("access.log", Array("half".utf8))
    probe.read()
    let status = try #require(probe.tail.status.first)
    #expect(status.lag == 4 && status.lines == 5 && status.malformed == 0)
    #expect(status.format == "combined" && status.problem == nil)
  }
}
