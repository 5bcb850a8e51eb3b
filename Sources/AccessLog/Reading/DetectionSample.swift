/// The lines that a format is detected from: those that end in the first 64 KiB, at most 200, or
/// the first line where it is longer. It depends on the log alone, not on how much of it has been
/// read by now, so the same log always gets the same format.
struct DetectionSample {
  /// The lines, without line ends; none where the first line is longer than lines may be.
  private(set) var lines: [Range<Int>] = []

  /// The sample, or nil as long as there may be more to see.
  /// - Parameter isAll: Nothing more is coming, or the caller does not want to wait for it.
  init?(_ bytes: RawSpan, used: Int, isAll: Bool, options: ReaderOptions) {
    let window = min(used, options.detectionBytes)
    var start = 0
    while start < used, lines.count < options.detectionLines {
      let end = bytes.firstIndex(of: 0x0a, from: start, to: used)
      guard end < used, end < window || lines.isEmpty else { break }
      guard end - start <= options.maximumLineLength else { break }
      let text = LogReader.content(of: start..<end, bytes)
      if !text.isEmpty { lines.append(text) }
      start = end + 1
    }
    let isFull = lines.count == options.detectionLines || used >= options.detectionBytes
    let end = bytes.firstIndex(of: 0x0a, from: start, to: used)
    let isTooLong = end - start > options.maximumLineLength
    guard isAll || isFull || isTooLong else { return nil }
    if lines.isEmpty, !isTooLong, !(isAll && start > 0) { return nil }
  }
}
