import Foundation

/// One figure for programs, a JSON line of the file that `--json` names.
struct Record: Codable {
  /// The section it belongs to.
  var section: String
  /// What was measured.
  var name: String
  /// Lines (or rows) that were worked through.
  var lines: Int?
  /// Bytes that were worked through.
  var bytes: Int?
  /// Seconds of processor time.
  var cpuSeconds: Spread?
  /// Seconds.
  var wallSeconds: Spread?
  /// The most memory in any run, in bytes.
  var peakBytes: Int?
  /// Processor time of gawk for the same lines, divided by this one's.
  var timesGawk: Double?
  /// Nanoseconds of processor time for each line.
  var nanosecondsPerLine: Double?
  /// What there is to say about it.
  var note: String?

  init(section: String, name: String) {
    self.section = section
    self.name = name
  }

  /// A contestant's figures.
  init(section: String, _ outcome: Contest.Outcome) {
    self.init(section: section, name: outcome.name)
    lines = outcome.work.lines
    bytes = outcome.work.bytes
    cpuSeconds = outcome.cpu
    wallSeconds = outcome.wall
    peakBytes = outcome.peak
    note = outcome.work.note
  }

  /// Writes records as JSON lines.
  static func write(_ records: [Record], to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    var data = Data()
    for record in records { data += try encoder.encode(record) + Data("\n".utf8) }
    do {
      try data.write(to: URL(fileURLWithPath: path))
    } catch {
      throw Failure.cannotWrite(path)
    }
  }
}
