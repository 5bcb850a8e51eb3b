import AccessLog
import Alerting
import Engine
import Reporting

/// A diagnosis as a person reads it.
struct DiagnosisText {
  private let diagnosis: FormatDiagnosis
  private let log: String
  private let reading: ReaderOptions
  private let ending: LogFile.Ending
  private let named: String?

  /// - Parameters:
  ///   - log: The log as the user wrote it.
  ///   - reading: How its lines were read.
  ///   - ending: How the reading ended.
  ///   - named: The format that the user named; nil where it was detected.
  init(
    _ diagnosis: FormatDiagnosis, log: String, reading: ReaderOptions, ending: LogFile.Ending,
    named: String?
  ) {
    self.diagnosis = diagnosis
    self.log = log
    self.reading = reading
    self.ending = ending
    self.named = named
  }

  /// The whole text.
  func text() -> String {
    guard let format = named ?? ending.format?.description else { return ofUnknown() }
    let share = named == nil ? ending.format?.confidence : nil
    let sure = share.map { ", \(Self.percent($0)) of the first lines fit" } ?? ""
    return "\(PrintableText.make(log)): \(PrintableText.make(format))\(sure)\n" + account()
      + fields() + times() + complaints(of: format) + advice(format)
  }

  /// The text for a log without a line.
  static func ofNothing(_ log: String, because problem: SourceProblem?) -> String {
    if let problem, problem.sort != .empty { return problem.description + "\n" }
    return "\(PrintableText.make(log)): empty, there is nothing to tell a format from\n"
  }

  /// Where the lines went.
  private func account() -> String {
    var accounting = Accounting()
    accounting.lines = diagnosis.lines
    accounting.requests = diagnosis.requests
    accounting.skipped = diagnosis.skipped
    accounting.malformed = diagnosis.malformed
    return "  \(accounting.sentence)\n"
  }

  /// Which fields there are, and in which share of the requests where not in all.
  private func fields() -> String {
    let there = diagnosis.fields.filter { $0.count > 0 }
    guard !there.isEmpty else { return "" }
    let list = there.map { field in
      field.count == diagnosis.requests
        ? field.name
        : "\(field.name) (\(Self.percent(Double(field.count) / Double(diagnosis.requests))))"
    }
    return HelpText.wrapped("fields: " + list.joined(separator: ", "), indent: 2) + "\n"
  }

  /// What the times leave unsaid, and what was taken instead.
  private func times() -> String {
    var text = ""
    if ending.assumptions.contains(.year), let modified = ending.modified {
      text +=
        "  The times have no year; it is taken from the file's own time,"
        + " \(modified.rfc3339.prefix(10)).\n"
    }
    if ending.assumptions.contains(.zone) {
      text +=
        reading.zone.map { "  The times have no zone; \($0.name) is taken, as --time-zone says.\n" }
        ?? "  The times have no zone; UTC is taken, --time-zone says otherwise.\n"
    }
    return text
  }

  /// Why lines do not fit, the commonest reason first.
  private func complaints(of format: String) -> String {
    diagnosis.complaints.sorted { $0.count > $1.count }.map { complaint in
      let other = FormatDoctor.format(of: complaint.text)?.description
      let hint =
        other.flatMap { $0 == format ? nil : "    That line would fit '\($0)'.\n" } ?? ""
      return Self.of(complaint) + hint
    }.joined()
  }

  /// The option that makes the detection unnecessary.
  private func advice(_ format: String) -> String {
    guard named == nil else { return "" }
    return "  To read it so without detecting: --format '\(format)'\n"
  }

  /// The text for a log in no known format: the nearest one, where it breaks off, and what to do.
  private func ofUnknown() -> String {
    var text = "\(PrintableText.make(log)): no known format\n" + account()
    guard let first = diagnosis.complaints.first else { return text }
    if let nearest = FormatDoctor.nearest(to: first.text) {
      text += "  The nearest is '\(nearest.name)'.\n"
      text += Self.of(
        FormatDiagnosis.Complaint(
          expected: nearest.expected, count: 1, lineNumber: first.lineNumber,
          column: nearest.column, text: first.text))
    } else {
      text += Self.of(first)
    }
    return text
      + "  If a server wrote it, give the server's own format text: --format 'log_format …'\n"
  }
}

extension DiagnosisText {
  /// Columns of a line that is shown; the place where it breaks off is moved into them.
  private static let width = 72

  /// One reason why lines do not fit: how often, where first, and the place in that line.
  private static func of(_ complaint: FormatDiagnosis.Complaint) -> String {
    let lines = complaint.count == 1 ? "1 line does" : "\(complaint.count) lines do"
    let head =
      "  \(lines) not fit: expected \(complaint.expected), line \(complaint.lineNumber),"
      + " column \(complaint.column):\n"
    return head + excerpt(complaint)
  }

  /// The part of the line around the place where it breaks off, and a mark under that place.
  private static func excerpt(_ complaint: FormatDiagnosis.Complaint) -> String {
    let place = min(max(complaint.column - 1, 0), complaint.text.count)
    let whole = PrintableText.make(Array(complaint.text[..<place]))
    let isCut = whole.count > width * 3 / 4
    let before = isCut ? "…" + whole.suffix(width / 2) : whole
    let after = PrintableText.make(Array(complaint.text[place...].prefix(width)))
    let mark = String(repeating: " ", count: before.count) + "^"
    return "    \(PrintableText.cut(before + after, to: width))\n    \(mark)\n"
  }

  private static func percent(_ share: Double) -> String {
    // 99.96 % is not all of them.
    let tenths = (share * 1000).rounded(share < 1 ? .down : .toNearestOrEven) / 10
    return tenths == tenths.rounded() ? "\(Int(tenths)) %" : "\(tenths) %"
  }
}
