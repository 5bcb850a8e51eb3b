import Alerting

/// The line that a terminal shows while a run goes on: how far, how fast, how much longer.
///
///     access.log  45 %  1.2 M lines/s  210 MB/s  12 s left
///
/// Only formatting: the caller brings the numbers, writes the line behind a carriage return, and
/// only on a terminal.
public struct ProgressLine: Sendable, Hashable {
  /// What is being read. May hold hostile text.
  public var name: String
  /// Bytes read of what is stored (before decompression, as `total` is).
  public var done: Int64
  /// Bytes stored; nothing for a stream.
  public var total: Int64?
  /// Lines read.
  public var lines: Int
  /// Seconds since the start.
  public var elapsed: Double

  /// A moment of a run.
  public init(name: String, done: Int64, total: Int64?, lines: Int, elapsed: Double) {
    self.name = name
    self.done = done
    self.total = total
    self.lines = lines
    self.elapsed = elapsed
  }

  /// The line, at most `width` columns and without a line break.
  public func text(width: Int = 80) -> String {
    var parts: [String] = []
    if let share { parts.append("\(Int(share * 100)) %") }
    if elapsed > 0 {
      parts.append(Figures.rate(Double(max(0, lines)) / elapsed) + " lines/s")
      parts.append(Figures.bytes(rate) + "/s")
    }
    parts.append(
      left.map { Figures.duration(seconds: $0) + " left" } ?? Figures.count(lines, "line"))
    let figures = parts.joined(separator: "  ")
    let room = max(0, width - DisplayWidth.of(figures) - 2)
    let shown = DisplayWidth.fit(PrintableText.make(name), min(room, 32))
    return DisplayWidth.fit(shown.isEmpty ? figures : shown + "  " + figures, width)
  }

  /// The part that is done, 0…1.
  private var share: Double? {
    guard let total, total > 0 else { return nil }
    return min(1, max(0, Double(done) / Double(total)))
  }

  /// Bytes a second, at most what a whole number holds.
  private var rate: Int64 { Int64(min(Double(max(0, done)) / elapsed, 1e18)) }

  /// Seconds left at the rate so far; nothing before there is one worth believing (2 %, 1 s).
  private var left: Int64? {
    guard let share, share >= 0.02, elapsed >= 1 else { return nil }
    return Int64(min(1e9, elapsed / share * (1 - share)).rounded(.up))
  }
}
