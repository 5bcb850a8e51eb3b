import Engine
import Reporting

/// The line that shows how far a run is, on a person's terminal and nowhere else.
struct ProgressDisplay {
  /// Often enough to look alive, seldom enough to cost nothing.
  private static let interval = Duration.milliseconds(200)

  private let isShown: Bool
  private let columns: Int
  private let start = ContinuousClock.now
  private var last = ContinuousClock.now
  private var isDirty = false

  /// A display; it stays silent where nobody looks.
  init(_ surroundings: Surroundings, isQuiet: Bool) {
    isShown = surroundings.errorsAreTerminal && !isQuiet
    columns = surroundings.columns
  }

  /// Seconds since the start.
  var elapsed: Double { (ContinuousClock.now - start) / .seconds(1) }

  /// Shows where the run is, if it is time to.
  mutating func show(_ progress: RunProgress) {
    guard isShown, ContinuousClock.now - last >= ProgressDisplay.interval else { return }
    last = .now
    let line = ProgressLine(
      name: progress.name, done: progress.done, total: progress.total, lines: progress.lines,
      elapsed: elapsed)
    draw(line.text(width: max(columns - 1, 20)))
    isDirty = true
  }

  /// Takes the line away, so that what follows starts on a clean one.
  mutating func clear() {
    if isDirty { draw("") }
    isDirty = false
  }

  /// Writes over the line: carriage return, the text, erase to the end (ECMA-48 EL).
  private func draw(_ text: String) {
    var errors = OutputStream.standardError()
    try? errors.write("\r" + text + "\u{1b}[K")
    try? errors.flush()
  }
}
