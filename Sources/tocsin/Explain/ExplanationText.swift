import Alerting
import Detection
import Foundation

/// An explanation in words, for a terminal.
struct ExplanationText {
  /// The longest bar, in columns.
  private static let barWidth = 30

  private let explanation: Explanation
  private let columns: Int
  private var alert: Alert { explanation.alert }

  init(_ explanation: Explanation, columns: Int) {
    self.explanation = explanation
    self.columns = min(max(columns, 60), 100)
  }

  /// The whole text.
  var text: String {
    var lines = wrapped(alert.title, indent: 0)
    lines.append("")
    lines += wrapped(meaning, indent: 0)
    lines += ["", "What happened"] + explanation.turns.map(turn)
    lines += ["", "Why it rang"] + wrapped(surprise, indent: 2)
    for (reason, check) in explanation.checks { lines += [""] + words(reason, check) }
    if alert.reasons.isEmpty { lines += wrapped("The alert holds no reasons.", indent: 2) }
    lines += ["", "What judged"] + wrapped(model, indent: 2) + wrapped(configuration, indent: 2)
    if !alert.evidence.isEmpty { lines += ["", "The first lines that show it"] + evidence }
    lines += ["", "What to do next"] + wrapped(alert.advice, indent: 2)
    return lines.map { $0 + "\n" }.joined()
  }

  private var meaning: String {
    let entry = KindCatalogue.entry(for: alert.kind)
    return "\(entry.name): \(entry.meaning)"
  }

  private func turn(_ turn: Alert) -> String {
    "  \(UTCTime.readable(turn.time)) UTC  \(turn.event.rawValue), \(turn.severity.name)"
  }

  // MARK: - Reasons

  private var surprise: String {
    guard alert.surprise.isFinite else { return "The alert holds no surprise." }
    let odds =
      alert.surprise < 300
      ? "one honest window in 10^\(Figures.value(alert.surprise)) would look like that"
      : "more than can be computed"
    return "Its surprise is \(Figures.value(alert.surprise)): \(odds). The features below are each"
      + " from the window in which they were strongest."
  }

  private func words(_ reason: Reason, _ check: Explanation.Check) -> [String] {
    let expected =
      reason.expected == 0 && reason.spread == 0
      ? "" : ", where \(value(reason.expected, reason))\(spread(reason)) was expected"
    let basis = reason.basis.isEmpty ? "" : " (known from \(reason.basis))"
    return wrapped(
      "\(AlertPhrases.words(reason.feature)): \(value(reason.observed, reason)) seen\(expected)\(basis).",
      indent: 2)
      + ["    " + bar(reason)] + wrapped(sentence(check, reason), indent: 4)
  }

  private func spread(_ reason: Reason) -> String {
    reason.spread > 0 ? " ± \(value(reason.spread, reason))" : ""
  }

  /// The part of the surprise that a feature explains.
  private func bar(_ reason: Reason) -> String {
    let total = max(alert.reasons.map(\.contribution).filter(\.isFinite).reduce(0, +), 1e-9)
    let share = reason.contribution.isFinite ? min(max(reason.contribution / total, 0), 1) : 0
    let length = Int((share * Double(Self.barWidth)).rounded())
    return String(repeating: "█", count: length)
      + String(repeating: "░", count: Self.barWidth - length)
      + " \(Figures.value(reason.contribution)), \(Int((share * 100).rounded())) %"
  }

  private func sentence(_ check: Explanation.Check, _ reason: Reason) -> String {
    switch check {
    case .same(let surprise):
      "Computed again from the alert: \(surprise), the same bit for bit (\(test(reason)))."
    case .other(let surprise):
      "Computed again from the alert: \(surprise), not \(reason.contribution) (\(test(reason))). The"
        + " alert was changed, or another version made it."
    case .notStored:
      "It cannot be computed again from the alert alone: it is one part of a test over several"
        + " features, or the alert is from an older version."
    }
  }

  private func test(_ reason: Reason) -> String {
    guard let test = reason.test else { return "" }
    let numbers = test.parameters.map(Figures.value).joined(separator: ", ")
    return "\(test.family.rawValue): \(numbers)"
  }

  private func value(_ value: Double, _ reason: Reason) -> String {
    AlertPhrases.quantity(value, of: reason.feature)
  }

  // MARK: - Model, configuration, evidence

  private var model: String {
    guard let model = alert.model else {
      return explanation.givenModel == nil
        ? "No model: what is normal was learned from the logs themselves."
        : "No model: the one that was given has not judged this alert."
    }
    switch explanation.givenModel {
    case nil: return "Model \(model). (--model FILE checks that a file is the same.)"
    case model: return "Model \(model), the one that was given."
    case let given?: return "Model \(model), not the one that was given (\(given))."
    }
  }

  private var configuration: String {
    alert.config.map { "Configuration \($0)." } ?? "No configuration file: defaults and options."
  }

  private var evidence: [String] {
    alert.evidence.flatMap { line in
      ["  \(line.file):\(line.line) (byte \(line.offset))"] + wrapped(line.text, indent: 4)
    }
  }

  /// Text broken into lines at blanks; a longer word is cut at the edge.
  private func wrapped(_ text: String, indent: Int) -> [String] {
    let width = columns - indent
    var lines: [String] = []
    var line = ""
    for word in PrintableText.make(text).split(separator: " ").map(String.init) {
      var word = word
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      while word.count > width {
        lines.append(String(word.prefix(width)))
        word.removeFirst(width)
      }
      line += line.isEmpty ? word : " " + word
    }
    if !line.isEmpty { lines.append(line) }
    return lines.map { String(repeating: " ", count: indent) + $0 }
  }
}
