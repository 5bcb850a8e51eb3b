import Foundation
import TestSupport
import Testing

@testable import Engine

@Suite struct OpenFileLimitTests {
  @Test func logsTakeHalfOfIt() {
    #expect(OpenFileLimit(files: 64).forLogs == 32)
    #expect(OpenFileLimit(files: 1024).forLogs == 512)
    #expect(OpenFileLimit(files: .max).forLogs == 512)
    #expect(OpenFileLimit(files: 1).forLogs == 4)
  }

  @Test func thisProcessHasOne() { #expect(OpenFileLimit.raised().files >= 64) }

  @Test func itIsSaidWithWhatToDo() {
    #expect(
      OpenFileLimit(files: 48).sentence(waiting: 3)
        == "3 logs wait for others to be closed: this process may hold 48 files open. Raise the"
        + " limit: LimitNOFILE= in its systemd unit, or 'ulimit -n' in a shell. Nothing is lost, but"
        + " reading is slower.")
    #expect(OpenFileLimit(files: 48).sentence(waiting: 1).hasPrefix("1 log waits for others"))
  }

  /// Never more files open than allowed, whether logs are read from their beginning or their end.
  @Test(arguments: [true, false]) func manyLogsAreReadAFewAtATime(fromStart: Bool) throws {
    let folder = try TemporaryFolder()
    for log in 0..<40 { try folder.append("log\(log)", numbered(0..<2)) }
    let probe = TailProbe([folder("log*")], fromStart: fromStart) {
      $0.openFileLimit = OpenFileLimit(files: 16)
    }
    #expect(probe.tail.openCount <= 8)
    #expect(probe.read().count == (fromStart ? 80 : 0))
    for log in 0..<40 { try folder.append("log\(log)", numbered(2..<3)) }
    #expect(probe.read().count == 40)
    #expect(probe.tail.openCount <= 8 && probe.messages.isEmpty)
  }
}

extension TailSet {
  fileprivate var openCount: Int { ordered.flatMap(\.files).count { $0.descriptor != nil } }
}
