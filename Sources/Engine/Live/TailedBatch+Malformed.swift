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
      lines.note(line, of: batch, source: source)
    }
    return lines
  }
}
