import Alerting
import Detection

/// Observed against expected, as two bars on one scale, the expected one with its spread.
enum ReasonBars {
  /// Width of the drawing, in its own units.
  private static let width = 300.0

  /// Lengths of the bars.
  struct Lengths: Hashable {
    var observed: Double
    var expected: Double
    /// Ends of the spread's whisker; nothing without a spread.
    var spread: ClosedRange<Double>?
  }

  /// The bars of a reason: the longest thing in it fills the width; what is not finite counts as 0.
  static func lengths(_ reason: Reason) -> Lengths {
    let sound = { (value: Double) in value.isFinite ? max(0, value) : 0 }
    let (observed, expected) = (sound(reason.observed), sound(reason.expected))
    let spread = sound(reason.spread)
    // Halved, so that the largest numbers do not add up to infinity.
    let top = max(observed / 2, expected / 2 + spread / 2)
    guard top > 0 else { return Lengths(observed: 0, expected: 0, spread: nil) }
    let place = { (value: Double) in (value / 2 / top * width * 10).rounded() / 10 }
    let whisker =
      place(max(0, expected - spread))...max(0, min(width, place(expected) + place(spread)))
    return Lengths(
      observed: place(observed), expected: place(expected),
      spread: spread > 0 && whisker.lowerBound < whisker.upperBound ? whisker : nil)
  }

  /// "12 instead of 0.25 ± 0.5".
  static func figures(_ reason: Reason) -> String {
    let quantity = { (value: Double) in AlertPhrases.quantity(value, of: reason.feature) }
    let spread = reason.spread > 0 ? " ± " + quantity(reason.spread) : ""
    return "\(quantity(reason.observed)) instead of \(quantity(reason.expected))\(spread)"
  }
}

extension HTMLPage {
  /// The two bars of a reason. A bar of nothing is still a hair wide, to be seen.
  mutating func writeBars(_ reason: Reason) {
    let bars = ReasonBars.lengths(reason)
    let label = AlertPhrases.words(reason.feature) + ": " + ReasonBars.figures(reason)
    element("svg", ["viewBox": "0 0 302 26", "role": "img", "aria-label": label]) { page in
      page.bar("observed", top: "2", bars.observed)
      page.bar("expected", top: "14", bars.expected)
      if let spread = bars.spread {
        page.element(
          "path", ["class": "whisker", "d": "M\(spread.lowerBound) 19H\(spread.upperBound)"]
        ) { _ in }
      }
    }
  }

  private mutating func bar(_ style: String, top: String, _ length: Double) {
    element(
      "rect",
      [
        "class": style, "x": "0", "y": top, "width": "\(max(1, length))", "height": "10",
        "rx": "2",
      ]
    ) { _ in }
  }
}
