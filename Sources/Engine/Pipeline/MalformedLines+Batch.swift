import AccessLog
import Traffic

extension MalformedLines {
  /// Takes a line of a batch in, at its place among the batch's requests. O(log n).
  mutating func note(_ line: MalformedLine, of batch: RequestBatch, source: UInt16) {
    let place = batch.requests.place(behind: line.offset)
    note(
      before: place, time: place > 0 ? batch.requests[place - 1].time : .absent,
      KeptLine(
        source: source, lineNumber: line.lineNumber, offset: line.offset,
        text: Array(batch.bytes[line.line.offsets.prefix(KeptLine.longest)])))
  }
}

extension [Request] {
  /// The place of the first request of a batch that stands behind an offset in the log. O(log n).
  func place(behind offset: Int64) -> Int {
    var range = indices
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      if self[middle].offset > offset {
        range = range.lowerBound..<middle
      } else {
        range = middle + 1..<range.upperBound
      }
    }
    return range.lowerBound
  }
}
