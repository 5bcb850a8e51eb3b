import AccessLog
import Foundation
import Inspection

/// What reading files takes.
struct TailTools {
  var settings: TailSettings
  /// One for all logs: what it remembers serves them all.
  var inspector = TailTools.newInspector
  /// Bytes to read at once.
  var chunk = BatchLoader.chunk
  private static let newInspector = Inspector()
  /// What the settings' clock says.
  var now: Double { settings.clock() }
}

extension TailFile {
  /// Reads the next batch, if there is anything to read.
  func fill(_ tools: inout TailTools) {
    guard pending == nil else { return }
    if reader == nil { startReader(tools) }
    var batch = RequestBatch()
    let start = beginBatch()
    let wasUndecided = reader!.isUndecided
    let size = descriptor.flatMap(FileStatus.init)?.size
    let capacity = size.map { max(Int(clamping: $0 - readOffset), 1 << 9) } ?? tools.chunk
    var isOpen = false
    do {
      isOpen = try reader!.fill(&batch, capacity: min(capacity, tools.chunk)) {
        try read(into: $0)
      }
      // A file that has been read up to its size need not be asked again.
      if let size, readOffset >= size { isOpen = false }
      problem = nil
    } catch {
      breakOff(error)
      batch = RequestBatch()
    }
    isAtEnd = !isOpen
    if isAtEnd { isDirty = false }
    if wasUndecided { decide(&batch) }
    if isAtEnd, isPacked || hasStreamEnded, !isOverwritten {
      if batch.lineCount == 0 { endReading(&batch) } else { isDirty = true }
    }
    take(&batch, start, &tools)
    settleFormat(tools)
    if isFinished, isPacked { close() }
  }

  /// A live log must not wait for the two hundred lines that detection would like to see.
  private func decide(_ batch: inout RequestBatch) {
    if !reader!.isUndecided {
      format.isSettled = true
    } else if isAtEnd {
      reader!.decideNow()
      _ = reader!.fill(&batch, capacity: 1) { _ in 0 }
    }
    format.known = reader!.format
  }

  /// Ends the file: a last line without a line end is a line now. What was read before must have
  /// been handed out.
  func finish(_ tools: inout TailTools) {
    guard pending == nil, !isFinished else { return }
    guard reader != nil else {
      isFinished = true
      return
    }
    var batch = RequestBatch()
    let start = beginBatch()
    endReading(&batch)
    take(&batch, start, &tools)
    // Should it grow nevertheless, a new reader goes on from its end.
    reader = nil
  }

  private func endReading(_ batch: inout RequestBatch) {
    reader!.finish(&batch)
    isFinished = true
    isDirty = false
  }

  private func breakOff(_ error: any Error) {
    let found = error as? SourceProblem
    problem = found?.sort == .remark ? nil : found.map { "\($0)" } ?? "\(error)"
    // A file of a network that went away is opened anew.
    if case .file = origin { close() }
  }

  /// The reader's place before a batch.
  private struct Start {
    var offset: Int64
    var line: Int64
    /// Lines counted that a reader going on would count again.
    var held: Int
    var tail: [UInt8]
    var header: [UInt8]
  }

  private func beginBatch() -> Start {
    let reader = reader!
    return Start(
      offset: reader.consumedOffset, line: reader.consumedLines,
      held: Int(reader.consumedLines - reader.resumption.line), tail: consumedTail,
      header: reader.header)
  }

  /// Notes what the reader made of a stretch of the file.
  private func take(_ batch: inout RequestBatch, _ start: Start, _ tools: inout TailTools) {
    let reader = reader!
    // At its end the reader has added the line end that was missing.
    let used = Int(min(reader.consumedOffset, readOffset) - start.offset)
    guard used > 0 || batch.lineCount > 0 else { return }
    let bytes = batch.bytes
    var end = place
    end.isInsideLine = reader.isInsideLine
    end.header = reader.header
    var resumption = reader.resumption
    resumption.offset = min(resumption.offset, readOffset)
    if resumption.offset != end.offset {
      end.offset = resumption.offset
      end.line = resumption.line
      let length = Int(resumption.offset - start.offset)
      end.tail = TailPlace.tail(start.tail, bytes[..<min(max(length, 0), bytes.count)])
    }
    consumedTail = TailPlace.tail(start.tail, bytes[..<min(used, bytes.count)])
    let held = start.held - Int(reader.consumedLines - resumption.line)
    let isPlain = reader.consumedLines == start.line + Int64(batch.lineCount)
    let isDivisible = isPlain && (start.header == reader.header || !TailFile.hasLaterHeader(batch))
    let count = batch.requests.count
    tools.settings.reading.filter.apply(to: &batch)
    let filteredOut = count - batch.requests.count
    var next = PendingBatch(
      batch: batch, base: start.offset, baseTail: start.tail, end: end, isDivisible: isDivisible,
      lines: batch.lineCount + held, skipped: batch.skippedCount + filteredOut + held,
      malformed: batch.malformed.count)
    tools.inspector.inspect(batch, into: &next.verdicts)
    note(next, tools.now)
    if next.lines == 0, batch.requests.isEmpty { place = end } else { pending = next }
  }

  private func note(_ next: PendingBatch, _ now: Double) {
    lastGrowth = now
    if !next.batch.requests.isEmpty {
      hasRequests = true
    } else if !hasRequests {
      unknown.note(next.batch)
    }
  }

  /// True if a header line stands behind the batch's first request: a place between the two would
  /// need the header before it.
  private static func hasLaterHeader(_ batch: RequestBatch) -> Bool {
    guard let first = batch.requests.first else { return true }
    let bytes = batch.bytes[first.line.offsets.lowerBound...]
    let sign = Array("\n#Fields:".utf8)
    return bytes.indices.contains { bytes[$0...].starts(with: sign) }
  }

  // MARK: - Bytes

  /// Gives the reader the next bytes; 0 where there are none now.
  private func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    switch origin {
    case .none: return 0
    case .file(let descriptor):
      let count = descriptor.read(into: buffer, at: readOffset)
      guard count >= 0 else {
        throw SourceProblem.brokenOff(
          path, after: readOffset, String(cString: strerror(errno)))
      }
      guard isUnchanged(descriptor) else {
        isOverwritten = true
        return 0
      }
      return advance(buffer, count)
    case .packed(let source):
      return advance(buffer, try source.read(into: buffer))
    case .stream(let descriptor):
      return advance(buffer, readStream(descriptor, into: buffer))
    }
  }

  private func advance(_ buffer: UnsafeMutableRawBufferPointer, _ count: Int) -> Int {
    guard count > 0 else { return 0 }
    let last = buffer[max(0, count - TailPlace.anchorLength)..<count]
    readTail = TailPlace.tail(readTail, Array(last)[...])
    readOffset += Int64(count)
    return count
  }

  /// True if the file still holds what was read from it: looked at behind each read, so that what
  /// was read was still the same then. The print of the head grows with the file.
  func isUnchanged(_ descriptor: Descriptor) -> Bool {
    let first = descriptor.bytes(at: 0, count: TailPlace.headLength)
    guard head.begins(first) else { return false }
    let count = readTail.count
    if count > 0, descriptor.bytes(at: readOffset - Int64(count), count: count) != readTail {
      return false
    }
    extendHead(first)
    return true
  }

  /// Takes the print of the first bytes, as far as they tell one log from another: headers do not,
  /// and neither does the beginning of a line.
  func extendHead(_ first: [UInt8]) {
    guard first.count > head.length else { return }
    var line = first[...]
    while line.first == UInt8(ascii: "#"), let end = line.firstIndex(of: 0x0a) {
      line = line[(end + 1)...]
    }
    guard
      line.contains(0x0a)
        || (line.first != UInt8(ascii: "#") && first.count == TailPlace.headLength)
    else { return }
    head = ContentPrint(first)
  }

  /// Reads what a pipe holds, without waiting.
  private func readStream(
    _ descriptor: Descriptor, into buffer: UnsafeMutableRawBufferPointer
  ) -> Int {
    var wait = pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0)
    guard poll(&wait, 1, 0) > 0 else { return 0 }
    let count = descriptor.read(into: buffer)
    if count <= 0 { hasStreamEnded = true }
    return max(0, count)
  }
}
