import Foundation
import TestSupport
import Testing

/// What the system does not allow the program for a while: files, and the right to read them.
@Suite(.enabled(if: Tocsin.isBuilt), .serialized) struct WatchLimitsTests {
  private func lines(_ count: Int, from first: Int = 0) -> [UInt8] {
    (first..<first + count).map {
      LogLine(monday + Int64($0), "192.0.2.1", "GET /orders/\($0)")
    }.log
  }

  /// More logs than files may be open: all are read, a few at a time.
  @Test func fewFilesMayBeOpen() throws {
    let folder = try Folder()
    mkdir(folder.path("logs"), 0o755)
    for number in 0..<90 { try append(lines(3), to: folder.path("logs/\(number).log")) }
    let live = try LiveTocsin(
      folder, ["-q", "--from-start", "--alerts", "alerts", "logs"], shell: "ulimit -n 48; exec")
    try live.until(lines: 270)
    for number in 0..<90 { try append(lines(1), to: folder.path("logs/\(number).log")) }
    try live.until(lines: 360)
    live.signal(SIGTERM)
    #expect(live.wait() == 0)
    #expect(!live.errors.contains("open"))
  }

  /// A new file that only its owner may read, until somebody sees it.
  @Test(.enabled(if: Self.hasRights, "no way to run as somebody who may be refused"))
  func theRightToReadIsLostAndRegained() throws {
    let folder = try Folder()
    chmod(folder.url.path, 0o777)
    try append(lines(3), to: folder.path("access.log"))
    let live = try LiveTocsin(
      folder, ["-q", "--from-start", "--alerts", "alerts", "access.log"], shell: Self.asNobody)
    try live.until(lines: 3)
    // Whole and closed to all before it has the log's name: nobody sees it in between.
    try append(lines(2, from: 3), to: folder.path("next"))
    chmod(folder.path("next"), 0o000)
    rename(folder.path("access.log"), folder.path("access.log.1"))
    rename(folder.path("next"), folder.path("access.log"))
    try live.until("the complaint") { live.errors.contains("access.log may not be read") }
    #expect(
      live.errors.contains(
        "tocsin: access.log may not be read by this user: run as a member of the log's group (often"
          + " adm), or as its owner.\n"))
    chmod(folder.path("access.log"), 0o644)
    try live.until(lines: 5)
    live.signal(SIGTERM)
    #expect(live.wait() == 0)
  }

  /// Root may read everything, so root lets nobody do the reading.
  private static let asNobody: String? =
    geteuid() == 0 ? "exec setpriv --reuid=65534 --regid=65534 --clear-groups" : nil
  private static let hasRights: Bool = {
    guard geteuid() == 0 else { return true }
    guard let folder = try? Folder(), let program = Tocsin.executable?.path else { return false }
    let script = "setpriv --reuid=65534 --regid=65534 --clear-groups '\(program)' --version"
    return (try? Tocsin.shell(script, in: folder))?.code == 0
  }()
}
