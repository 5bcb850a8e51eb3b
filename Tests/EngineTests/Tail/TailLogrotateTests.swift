import Foundation
import TestSupport
import Testing

@testable import Engine

/// The real logrotate, in the ways that distributions set it up.
@Suite struct TailLogrotateTests {
  static let isInstalled = access("/usr/sbin/logrotate", X_OK) == 0

  @Test(
    .enabled(if: TailLogrotateTests.isInstalled, "logrotate is not installed"),
    arguments: [
      "create\ncompress\ndelaycompress", "create\ncompress", "copytruncate\ncompress",
      "copytruncate", "nocreate\ndateext\ndateformat -%Y%m%d-%s",
    ])
  func eachLineOnce(options: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "rotate.conf", "\"\(folder("access.log"))\" {\nrotate 20\nmissingok\n\(options)\n}\n".utf8)
    let rotate = "/usr/sbin/logrotate -f -s '\(folder("state"))' '\(folder("rotate.conf"))'"
    let probe = TailProbe([folder("access.log")])
    var next = 0
    for round in 0..<8 {
      try folder.append("access.log", numbered(next..<next + 30))
      next += 30
      if round % 3 != 1 { probe.read() }
      if round % 3 == 2 { try probe.restart() }
      // Dated names must differ.
      if options.contains("dateext"), round > 0 { continue }
      try folder.shell("chmod 600 rotate.conf && \(rotate)")
    }
    probe.read()
    #expect(probe.numbers == Array(0..<next))
    #expect(probe.addsUp)
  }
}
