import AccessLog
import Alerting

/// Says of a log none of whose lines is a request where its first line breaks off, and which known
/// format comes nearest.
struct UnknownFormat {
  private var first: (line: MalformedLine, text: [UInt8])?

  /// Notes the first line that does not fit.
  mutating func note(_ batch: RequestBatch) {
    guard first == nil, let line = batch.malformed.first else { return }
    first = (line, Array(batch.bytes[line.line.offsets.clamped(to: batch.bytes.indices)]))
  }

  /// The sentence; nil if every line was accounted for otherwise.
  func sentence(about name: String) -> String? {
    guard let first else { return nil }
    let nearest = FormatDoctor.nearest(to: first.text)
    let column = nearest?.column ?? first.line.column
    let expected = nearest?.expected ?? first.line.expected
    let format = nearest.map { "; the nearest known format is '\($0.name)'" } ?? ""
    return "\(PrintableText.make(name)) is in no known format: line \(first.line.lineNumber),"
      + " column \(column): expected \(expected)\(format)."
  }
}
