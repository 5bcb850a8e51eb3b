import AccessLog
import Inspection

/// A batch that is ready to be counted: parsed and inspected.
struct LoadedBatch: Sendable {
  /// The requests.
  var batch = RequestBatch()
  /// What each of them gives away.
  var verdicts: [Verdict] = []
  /// Requests that the time filter left out.
  var filteredOut = 0
  /// What broke the reading off, if it broke off with this batch.
  var problem: String?
  /// The format, as known by now.
  var format: DetectedFormat?
  /// Bytes of the log delivered by now.
  var offset: Int64 = 0
  /// How far the source is.
  var progress: ReadProgress?
  /// True if there is nothing behind it.
  var isLast = false
}

/// Makes the batches of one log, one after the other: reading, parsing, filtering, inspecting. What
/// comes out does not depend on the thread that it runs on.
final class BatchLoader {
  private let source: any ByteSource
  private let filter: TimeFilter
  private var reader: LogReader
  private var inspector: Inspector
  private var isEnding = false

  /// Bytes read at once: large enough to make the calls cheap, small enough for the second cache.
  static let chunk = 1 << 18

  init(
    source: any ByteSource, reader: LogReader, filter: TimeFilter, inspector: Inspector
  ) {
    self.source = source
    self.reader = reader
    self.filter = filter
    self.inspector = inspector
  }

  /// Fills the next batch, using the memory of an old one.
  func load(into loaded: inout LoadedBatch) {
    loaded.problem = nil
    loaded.isLast = isEnding
    do {
      if isEnding {
        reader.finish(&loaded.batch)
      } else {
        let isOpen = try reader.fill(&loaded.batch, capacity: Self.chunk) { buffer in
          try source.read(into: buffer)
        }
        isEnding = !isOpen
      }
    } catch {
      // What was read before stands; the reader's last lines come with the next batch.
      loaded.problem = "\(error)"
      loaded.batch = RequestBatch()
      isEnding = true
    }
    let before = loaded.batch.requests.count
    filter.apply(to: &loaded.batch)
    loaded.filteredOut = before - loaded.batch.requests.count
    inspector.inspect(loaded.batch, into: &loaded.verdicts)
    loaded.format = reader.format
    loaded.offset = reader.consumedOffset
    loaded.progress = source.progress
  }
}
