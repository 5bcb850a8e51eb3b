import Foundation
import TestSupport
import Testing

@testable import Engine

/// Rotation as it happens under a running reader and while none runs: each line once, in order.
@Suite struct TailRotationTests {
  @Test func followsAFileFromItsEnd() throws {
    let folder = try TemporaryFolder()
    try folder.append("access.log", numbered(0..<3))
    let probe = TailProbe([folder("access.log")], fromStart: false)
    #expect(probe.read() == [])
    try folder.append("access.log", numbered(3..<5))
    #expect(probe.read() == [3, 4])
  }

  @Test func followsAFileFromItsBeginning() throws {
    let folder = try TemporaryFolder()
    try folder.append("access.log", numbered(0..<3))
    let probe = TailProbe([folder("access.log")])
    #expect(probe.read() == [0, 1, 2])
    #expect(probe.read() == [])
    #expect(probe.accounts == [3, 3, 0, 0])
  }

  @Test func renamedAndCreatedAnew() throws {
    let folder = try TemporaryFolder()
    try folder.append("access.log", numbered(0..<3))
    let probe = TailProbe([folder("access.log")])
    #expect(probe.read() == [0, 1, 2])
    try folder.append("access.log", numbered(3..<5))
    try folder.move("access.log", "access.log.1")
    // The server goes on writing to the old file until it is told.
    try folder.append("access.log.1", numbered(5..<6))
    #expect(probe.read() == [3, 4, 5])
    try folder.append("access.log", numbered(7..<8))
    try folder.append("access.log.1", numbered(6..<7))
    #expect(probe.read() == [6, 7])
  }

  @Test func copiedAndTruncated() throws {
    let folder = try TemporaryFolder()
    try folder.append("access.log", numbered(0..<30))
    let probe = TailProbe([folder("access.log")])
    #expect(probe.read() == Array(0..<30))
    try folder.append("access.log", numbered(30..<33))
    try folder.copyTruncate("access.log", "access.log.1")
    try folder.append("access.log", numbered(33..<35))
    #expect(probe.read() == [30, 31, 32, 33, 34])
    #expect(probe.read() == [])
  }

  /// The copy stands there before the log is truncated.
  @Test func aCopyIsNotReadTwice() throws {
    let folder = try TemporaryFolder()
    try folder.append("access.log", numbered(0..<30))
    let probe = TailProbe([folder("access.log*")])
    #expect(probe.read() == Array(0..<30))
    try folder.append("access.log.1", [])
    #expect(probe.read() == [])
    try folder.append("access.log.1", numbered(0..<2))
    #expect(probe.read() == [])
    try folder.append("access.log.1", numbered(2..<30))
    #expect(probe.read() == [])
    truncate(folder("access.log"), 0)
    try folder.append("access.log", numbered(30..<31))
    #expect(probe.read() == [30])
  }

  /// A writer without O_APPEND leaves a hole where its old lines were.
  @Test func copiedAndTruncatedUnderAWriterWithAPlace() throws {
    let folder = try TemporaryFolder()
    let place = 3 << 20
    try folder.append("access.log", numbered(0..<3))
    let probe = TailProbe([folder("access.log")])
    #expect(probe.read() == [0, 1, 2])
    truncate(folder("access.log"), 0)
    truncate(folder("access.log"), off_t(place))
    try folder.append("access.log", numbered(3..<5))
    #expect(probe.read() == [3, 4])
    #expect(probe.accounts == [5, 5, 0, 0])
  }

  @Test(arguments: [1, 3, 200])
  func truncatedAndWrittenAnew(count: Int) throws {
    let folder = try TemporaryFolder()
    try folder.append("access.log", numbered(100..<103))
    let probe = TailProbe([folder("access.log")])
    #expect(probe.read() == [100, 101, 102])
    try Data(numbered(200..<200 + count)).write(
      to: URL(filePath: folder("access.log")), options: [])
    #expect(probe.read() == Array(200..<200 + count))
  }

  @Test func aLinkIsSwitched() throws {
    let folder = try TemporaryFolder()
    try folder.append("one", numbered(0..<3))
    symlink("one", folder("current.log"))
    let probe = TailProbe([folder("current.log")])
    #expect(probe.read() == [0, 1, 2])
    try folder.append("one", numbered(3..<4))
    try folder.append("two", numbered(4..<6))
    symlink("two", folder("new"))
    try folder.move("new", "current.log")
    #expect(probe.read() == [3, 4, 5])
    // While nobody runs, too.
    let saved = probe.tail.checkpoint()
    try folder.append("two", numbered(6..<7))
    try folder.append("three", numbered(7..<8))
    symlink("three", folder("new"))
    try folder.move("new", "current.log")
    try probe.restart(from: saved)
    #expect(probe.read() == [6, 7])
  }

  @Test func deletedAndCreatedAnew() throws {
    let folder = try TemporaryFolder()
    try folder.append("access.log", numbered(0..<3))
    let probe = TailProbe([folder("access.log")])
    #expect(probe.read() == [0, 1, 2])
    try folder.append("access.log", numbered(3..<4))
    unlink(folder("access.log"))
    #expect(probe.read() == [3])
    // The inode may be used again.
    try folder.append("access.log", numbered(4..<6))
    #expect(probe.read() == [4, 5])
    let saved = probe.tail.checkpoint()
    unlink(folder("access.log"))
    try folder.append("access.log", numbered(6..<20))
    try probe.restart(from: saved)
    #expect(probe.read() == Array(6..<20))
  }

  @Test(arguments: ["gz", "zst", ""])
  func rotatedSeveralTimesWhileStopped(ending: String) throws {
    let folder = try TemporaryFolder()
    try folder.append("access.log", numbered(0..<40))
    let probe = TailProbe([folder("access.log")])
    #expect(probe.read() == Array(0..<40))
    let saved = probe.tail.checkpoint()
    try folder.append("access.log", numbered(40..<45))
    try folder.move("access.log", "access.log.3")
    try folder.append("access.log.2", numbered(45..<50))
    try folder.append("access.log.1", numbered(50..<55))
    try folder.append("access.log", numbered(55..<60))
    if ending == "gz" { try folder.shell("gzip access.log.3 access.log.2") }
    if ending == "zst" { try folder.shell("zstd -q --rm access.log.3 access.log.2") }
    try probe.restart(from: saved)
    #expect(probe.read() == Array(40..<60))
    try probe.restart()
    #expect(probe.read() == [])
    try folder.append("access.log", numbered(60..<61))
    #expect(probe.read() == [60])
    #expect(probe.addsUp && probe.messages.isEmpty)
  }

  @Test func rotatedByDateWhileStopped() throws {
    let folder = try TemporaryFolder()
    try folder.append("access.log-20260301", numbered(900..<905))
    try folder.append("access.log", numbered(0..<4))
    let probe = TailProbe([folder("access.log")])
    #expect(probe.read() == Array(0..<4))
    let saved = probe.tail.checkpoint()
    try folder.move("access.log", "access.log-20260302")
    try folder.append("access.log-20260303", numbered(4..<8))
    try folder.shell("gzip access.log-20260303")
    try folder.append("access.log", numbered(8..<9))
    try probe.restart(from: saved)
    #expect(probe.read() == Array(4..<9))
  }

  /// In the middle of catching up the next kill comes.
  @Test func killedWhileCatchingUp() throws {
    let folder = try TemporaryFolder()
    try folder.append("access.log", numbered(0..<40))
    let probe = TailProbe([folder("access.log")]) { $0.chunk = 1 << 14 }
    #expect(probe.read() == Array(0..<40))
    let saved = probe.tail.checkpoint()
    try folder.move("access.log", "access.log.2")
    try folder.append("access.log.1", numbered(40..<900))
    try folder.shell("gzip access.log.1")
    try folder.append("access.log", numbered(900..<1000))
    try probe.restart(from: saved)
    #expect(!probe.read(limit: 3).isEmpty)
    try probe.restart()
    #expect(!probe.read(limit: 3).isEmpty)
    try probe.restart()
    probe.read()
    #expect(probe.numbers == Array(0..<1000))
    #expect(probe.accounts == [1000, 1000, 0, 0])
  }

  @Test func whatWasRemovedUnreadIsSaid() throws {
    let folder = try TemporaryFolder()
    try folder.append("access.log", numbered(0..<3))
    let probe = TailProbe([folder("access.log")])
    probe.read()
    let offset = numbered(0..<3).count
    let saved = probe.tail.checkpoint()
    unlink(folder("access.log"))
    try folder.append("access.log", numbered(9..<10))
    try probe.restart(from: saved)
    #expect(probe.read() == [9])
    #expect(
      probe.messages.map(folder.strip) == [
        "access.log was removed or overwritten while nobody read it: lines behind byte \(offset), if"
          + " there were any, are missing."
      ])
    #expect(probe.read() == [])
    #expect(probe.messages.count == 1)
  }

  @Test func manyFilesRotatedFast() throws {
    let folder = try TemporaryFolder()
    let names = (0..<20).map { "s\($0).log" }
    let probe = TailProbe([folder.path])
    var next = 0
    for round in 0..<6 {
      for name in names {
        try folder.append(name, numbered(next..<next + 2))
        next += 2
        for age in stride(from: round, to: 0, by: -1) {
          try folder.move("\(name).\(age)", "\(name).\(age + 1)")
        }
        try folder.move(name, "\(name).1")
      }
      if round % 2 == 1 { probe.read() }
    }
    #expect(probe.numbers.sorted() == Array(0..<next))
    #expect(probe.addsUp)
  }
}
