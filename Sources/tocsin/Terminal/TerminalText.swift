/// Makes text from outside safe to print: nothing in a file's name or a log line drives a terminal.
enum TerminalText {
  /// The text with every control character but the line feed as `\u{1b}`, and the invisible ones
  /// that reorder text (Unicode bidirectional controls, CVE-2021-42574) likewise.
  static func safe(_ text: String) -> String {
    var safe = ""
    for scalar in text.unicodeScalars {
      if scalar == "\n" || !(isControl(scalar) || isBidirectional(scalar)) {
        safe.unicodeScalars.append(scalar)
      } else {
        safe += "\\u{" + String(scalar.value, radix: 16) + "}"
      }
    }
    return safe
  }

  /// C0, DEL and C1.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
  }

  private static func isBidirectional(_ scalar: Unicode.Scalar) -> Bool {
    (0x202a...0x202e).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      || scalar.value == 0x200e || scalar.value == 0x200f
  }
}
