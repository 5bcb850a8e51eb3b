import Foundation
import Testing

@testable import Engine

@Suite struct FileWatcherTests {
  /// The wait ends when a line is written, long before its time is over.
  @Test func changesAreReported() throws {
    let folder = try TemporaryFolder()
    try folder.append("access.log", numbered(0..<1))
    let tail = TailSet(patterns: [folder("access.log")], settings: watching(.notified))
    #expect(tail.next()?.lines == 1 && tail.next() == nil)
    try folder.append("access.log", numbered(1..<2))
    tail.wait(seconds: 60)
    #expect(tail.next()?.lines == 1)
    // Rotation too.
    try folder.move("access.log", "access.log.1")
    try folder.append("access.log", numbered(2..<3))
    var lines = 0
    while lines == 0 {
      tail.wait(seconds: 60)
      while let part = tail.next() { lines += part.lines }
    }
    #expect(lines == 1)
  }

  @Test func aWaitCanBeEnded() throws {
    let folder = try TemporaryFolder()
    let tail = TailSet(patterns: [folder("access.log")], settings: watching(.notified))
    while tail.next() != nil {}
    tail.wake()
    tail.wait(seconds: 3600)
  }

  private func watching(_ mode: TailSettings.Watching) -> TailSettings {
    var settings = TailSettings()
    settings.fromStart = true
    settings.watching = mode
    return settings
  }

  @Test func fileSystemsAreTold() {
    let mounts = """
      22 1 0:20 / / rw,relatime shared:1 - overlay overlay rw,lowerdir=/a
      36 35 98:300 /root /mnt rw,noatime master:1 - ext4 /dev/sda1 rw
      37 35 0:45 / /net rw - nfs4 server:/logs rw
      """
    let parsed = FileSystemSort.parse(mounts)
    #expect(parsed.map(\.type) == ["overlay", "ext4", "nfs4"])
    #expect(parsed.map(\.device) == [20, 0x10622c, 45])
  }
}
