import AccessLog
import Alerting
import Engine

/// A diagnosis as a person reads it.
enum DiagnosisText {
  /// Columns of a line that is shown; the place where it breaks off is moved into them.
  private static let width = 72

  /// The whole text for one log.
  static func of(
    _ diagnosis: LogDiagnosis, log: String, format: String, share: Double?
  ) -> String {
    let sure = share.map { ", \(percent($0)) of the first lines fit" } ?? ""
    var text = "\(PrintableText.make(log)): \(format)\(sure)\n"
    text += "  \(diagnosis.accounting.sentence)\n"
    let there = diagnosis.fields.filter { $0.count > 0 }
    if !there.isEmpty {
      let total = Double(diagnosis.accounting.requests)
      let list = there.map { field in
        field.count == diagnosis.accounting.requests
          ? field.name : "\(field.name) (\(percent(Double(field.count) / total)))"
      }
      text += HelpText.wrapped("fields: " + list.joined(separator: ", "), indent: 2) + "\n"
    }
    let complaints = diagnosis.complaints.sorted { $0.count > $1.count }
    return text + complaints.map(of).joined()
  }

  /// The text for a log without a line.
  static func ofNothing(_ log: String, because problem: SourceProblem?) -> String {
    if let problem, problem.sort != .empty { return problem.description + "\n" }
    return "\(PrintableText.make(log)): empty, there is nothing to tell a format from\n"
  }

  /// The text for a log in no known format: the nearest one, and where it breaks off.
  static func ofUnknown(_ diagnosis: LogDiagnosis, log: String) -> String {
    var text = "\(PrintableText.make(log)): no known format\n  \(diagnosis.accounting.sentence)\n"
    guard let first = diagnosis.complaints.first else { return text }
    if let nearest = FormatDoctor.examine(first.text).nearest {
      text += "  The nearest is '\(nearest.name)'.\n"
      text += of(
        LogDiagnosis.Complaint(
          expected: nearest.expected, count: 1, lineNumber: first.lineNumber,
          column: nearest.column, text: first.text))
    } else {
      text += of(first)
    }
    return text
  }

  /// One reason why lines do not fit: how often, where first, and the place in that line.
  static func of(_ complaint: LogDiagnosis.Complaint) -> String {
    let lines = complaint.count == 1 ? "1 line does" : "\(complaint.count) lines do"
    let head =
      "  \(lines) not fit: expected \(complaint.expected), line \(complaint.lineNumber),"
      + " column \(complaint.column):\n"
    return head + excerpt(complaint)
  }

  /// The part of the line around the place where it breaks off, and a mark under that place.
  private static func excerpt(_ complaint: LogDiagnosis.Complaint) -> String {
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
