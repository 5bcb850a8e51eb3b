/// Log lines made up for tests.
enum SampleLines {
  /// One combined line for each second of the first minute of 2026-03-02.
  static func ofSeconds(_ seconds: Range<Int>) -> String {
    seconds.map { line($0) }.joined()
  }

  /// A combined line of that second (counted from midnight, 2026-03-02), with its line feed.
  static func line(_ second: Int) -> String {
    let clock = [second / 3600, second / 60 % 60, second % 60].map { number in
      number < 10 ? "0\(number)" : "\(number)"
    }
    return "203.0.113.\(second % 250) - - [02/Mar/2026:\(clock.joined(separator: ":")) +0000]"
      + " \"GET /items/\(second) HTTP/1.1\" 200 \(512 + second) \"-\" \"test/1.0\"\n"
  }
}
