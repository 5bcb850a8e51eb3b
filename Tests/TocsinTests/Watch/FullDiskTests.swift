import Foundation
import TestSupport
import Testing

/// A state directory on a disk that fills up, or cannot be written. Needs the right to mount.
@Suite(.enabled(if: Tocsin.isBuilt && SmallDisk.mayMount), .serialized)
struct FullDiskTests {
  private static let lines = Siege(hours: 2).lines.map { Array(($0.text + "\n").utf8) }

  /// Detection and delivery go on; when there is room again the state is kept again, and a kill loses
  /// nothing.
  @Test func aFullDiskLosesNothing() throws {
    let disk = try SmallDisk(size: "2m")
    let options = ["--from-start", "--alerts", "alerts", "access.log"]
    let log = disk.folder.path("access.log")
    try append(Self.lines[..<100].joined(), to: log)
    let live = try LiveTocsin(disk.folder, state: "disk/state", options)
    try live.until("the first checkpoint") {
      FileManager.default.fileExists(atPath: disk.folder.path("disk/state/checkpoint"))
    }
    let filled = try Tocsin.shell("cat /dev/zero > disk/filler; true", in: disk.folder)
    #expect(filled.code == 0)
    try append(Self.lines[100...].joined(), to: log)
    try live.until("the alerts") {
      ((try? disk.folder.read("alerts")) ?? "").contains("198.51.100.10")
    }
    try live.until("the complaint") { live.errors.contains("Detection goes on") }
    #expect(live.errors.contains("No space left on device"))
    try FileManager.default.removeItem(atPath: disk.folder.path("disk/filler"))
    try append(Self.lines[0], to: log)
    try live.until("the relief") { live.errors.contains("The state is kept again.") }
    live.killHard()
    let again = try LiveTocsin(disk.folder, state: "disk/state", options)
    try again.until(lines: Self.lines.count + 1, state: "disk/state")
    let told = try disk.folder.read("alerts").split(separator: "\n")
    #expect(Set(told).count == told.count)
  }

  @Test func aStateThatCannotBeWrittenIsSaidAtTheStart() throws {
    let disk = try SmallDisk(size: "64k")
    _ = try Tocsin.shell("mkdir disk/state && mount -o remount,ro disk", in: disk.folder)
    let run = try Tocsin.run(["watch", "--state", "disk/state", "access.log"], in: disk.folder)
    #expect(run.code == 2)
    #expect(
      run.errors
        == "tocsin: The state cannot be kept in disk/state: Read-only file system. Give tocsin the"
        + " right to write there, or choose another place with --state.\n")
  }
}

/// A folder with a small file system of its own, gone with its last reference.
private final class SmallDisk {
  /// True where a small file system can be mounted.
  static let mayMount: Bool = {
    guard geteuid() == 0, let folder = try? Folder() else { return false }
    let script = "mkdir d && mount -t tmpfs -o size=64k tmpfs d && umount -l d"
    return (try? Tocsin.shell(script, in: folder))?.code == 0
  }()

  let folder: Folder

  init(size: String) throws {
    folder = try Folder()
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "disk"), withIntermediateDirectories: true)
    let mounted = try Tocsin.shell("mount -t tmpfs -o size=\(size) tmpfs disk", in: folder)
    #expect(mounted.code == 0)
  }

  deinit { _ = try? Tocsin.shell("umount -l disk", in: folder) }
}
