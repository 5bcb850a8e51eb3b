import AccessLog
import Engine

/// A log that is there to be read, for the commands that show what it holds.
struct LogFile: Sendable {
  /// Bytes read at once.
  private static let chunk = 1 << 20

  private let file: InputFile
  private let format: FormatChoice?
  private let reading: ReaderOptions

  /// Its name as the user wrote it.
  var name: String { file.name }

  /// The logs that the words of the command line mean, in their order. What is missing ends the run
  /// before it begins: better than half an answer that looks whole.
  static func find(_ inputs: InputSettings) throws -> [LogFile] {
    let catalogue = try Inputs.check(inputs.paths)
    return catalogue.files.map { file in
      let own = catalogue.words[file.name].flatMap { inputs.formats[$0] }
      return LogFile(file: file, format: own ?? inputs.format, reading: inputs.reader)
    }
  }

  /// The same for logs about which nothing is known.
  static func find(
    _ paths: [String], format: FormatChoice?, reading: ReaderOptions
  ) throws -> [LogFile] {
    try Inputs.check(paths).files.map { LogFile(file: $0, format: format, reading: reading) }
  }

  /// How the reading of a log ended.
  struct Ending {
    /// The format it was detected to be in.
    var format: DetectedFormat?
    /// Why not all of it was read.
    var problem: SourceProblem?
    /// What its times left unsaid.
    var assumptions: TimeAssumptions = []
    /// When it was last written.
    var modified: Timestamp?
  }

  /// Reads it batch by batch; what was read before a problem stands.
  /// - Throws: What `use` throws.
  func read(_ use: (RequestBatch) throws -> Void) throws -> Ending {
    let source: any ByteSource
    do throws(SourceProblem) { source = try file.open() } catch { return Ending(problem: error) }
    var options = reading
    options.referenceDate = file.modified
    var reader = LogReader(format: format?.makeParser(), options: options)
    var batch = RequestBatch()
    var problem: SourceProblem?
    var isOpen = true
    while isOpen {
      do {
        isOpen = try reader.fill(&batch, capacity: LogFile.chunk) { try source.read(into: $0) }
        try use(batch)
      } catch let broken as SourceProblem {
        (problem, isOpen) = (broken, false)
      }
    }
    reader.finish(&batch)
    try use(batch)
    return Ending(
      format: reader.format, problem: problem, assumptions: reader.timeAssumptions,
      modified: file.modified)
  }
}
