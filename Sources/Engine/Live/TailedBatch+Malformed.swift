import AccessLog
import Traffic

extension TailedBatch {
  /// The lines of this part that fit no format: those behind the part before and up to its last request;
  /// those behind the batch's last request as well. O(malformed lines of the batch).
  func malformedLines(source: UInt16) -> MalformedLines {
    var lines = MalformedLines()
    guard malformed > 0 else { return lines }
    let requests = batch.requests
    let before = range.lowerBound > 0 ? requests[range.lowerBound - 1].offset : -1
    let last = range.upperBound < requests.count ? requests[range.upperBound - 1].offset : .max
    for line in batch.malformed where line.offset > before && line.offset <= last {
      let place = requests.place(behind: line.offset)
      lines.note(
        before: place, time: place > 0 ? requests[place - 1].time : .absent,
        KeptLine(
          source: source, lineNumber: line.lineNumber, offset: line.offset,
          text: Array(batch.bytes[line.line.offsets.prefix(KeptLine.longest)])))
    }
    return lines
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
