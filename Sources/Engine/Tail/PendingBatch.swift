import AccessLog
import Inspection

/// A batch on its way out: it may be handed out in several parts, with other logs' requests between
/// them, and each part leaves a place from which reading could go on.
struct PendingBatch {
  var batch: RequestBatch
  var verdicts: [Verdict] = []
  /// The first request that was not handed out.
  var cursor = 0
  /// Offset of the batch's first byte in the file, and the bytes before it.
  var base: Int64
  var baseTail: [UInt8]
  /// The place behind it.
  var end: TailPlace
  /// False if it can only be handed out whole: lines that hold several records, or new columns,
  /// stand in the middle.
  var isDivisible: Bool
  /// Lines not handed out, and what became of them.
  var lines: Int
  var skipped: Int
  var malformed: Int

  /// The time of the next request; absent where it has none. As in `LogStream`, a damaged stamp an
  /// hour ahead of the one behind it does not make the log wait.
  var nextTime: Timestamp {
    guard cursor < batch.requests.count else { return .absent }
    let time = batch.requests[cursor].time
    guard cursor + 1 < batch.requests.count else { return time }
    let following = batch.requests[cursor + 1].time
    let ahead = time.microseconds &- following.microseconds
    return !following.isAbsent && ahead > LogStream.longestJump ? following : time
  }

  /// Takes the requests off that are not later than a limit, at least one, and moves the place
  /// behind them. O(requests taken).
  /// - Returns: The part; the batch is used up when `cursor` has reached its end.
  mutating func take(upTo limit: Timestamp?, _ place: inout TailPlace, name: String) -> TailedBatch
  {
    let count = batch.requests.count
    var end = count
    if let limit, isDivisible, cursor < count {
      end = cursor + 1
      while end < count, batch.requests[end].time <= limit { end += 1 }
    }
    var part = TailedBatch(name: name, batch: batch, verdicts: verdicts, range: cursor..<end)
    if end == count {
      (part.lines, part.skipped, part.malformed) = (lines, skipped, malformed)
      place = self.end
    } else {
      divide(&part, at: end, &place)
    }
    lines -= part.lines
    skipped -= part.skipped
    malformed -= part.malformed
    cursor = end
    return part
  }

  /// True if all of it was handed out.
  var isUsedUp: Bool { cursor == batch.requests.count }

  /// Counts the lines up to the last request of a part. What stands between it and the next one goes
  /// with that.
  private func divide(_ part: inout TailedBatch, at end: Int, _ place: inout TailPlace) {
    let last = batch.requests[end - 1]
    part.lines = Int(last.lineNumber - place.line)
    part.malformed = batch.malformed.count {
      $0.lineNumber > place.line && $0.lineNumber <= last.lineNumber
    }
    part.skipped = part.lines - part.range.count - part.malformed
    let bytes = batch.bytes
    let lineEnd = bytes[last.line.offsets.upperBound...].firstIndex(of: 0x0a) ?? bytes.count
    let next = min(lineEnd + 1, bytes.count)
    place.offset = base + Int64(next)
    place.line = last.lineNumber
    place.isInsideLine = false
    place.header = self.end.header
    place.tail = TailPlace.tail(baseTail, bytes[..<next])
  }
}
