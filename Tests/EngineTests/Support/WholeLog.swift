import AccessLog
import Foundation
import Inspection

@testable import Engine

/// A log as one batch, ready to be counted.
struct WholeLog {
  var batch: RequestBatch
  var verdicts: [Verdict] = []
  var count: Int { batch.requests.count }

  /// The sample log of a day and a half with several attacks.
  static func mixed() throws -> WholeLog {
    let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "SampleLogs/mixed.log.gz").path
    let (bytes, problem) = readAll(try InputFile(name: path).open(), chunk: 1 << 20)
    if let problem { throw problem }
    let source = MemorySource(bytes, chunk: .max)
    var reader = LogReader()
    var log = WholeLog(batch: RequestBatch())
    _ = reader.fill(&log.batch, capacity: bytes.count) { source.read(into: $0) }
    var inspector = Inspector()
    inspector.inspect(log.batch, into: &log.verdicts)
    return log
  }
}
