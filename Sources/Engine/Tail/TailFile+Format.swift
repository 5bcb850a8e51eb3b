import AccessLog

extension TailFile {
  /// Makes the reader that goes on from the file's place, in the format that is known by now.
  func startReader(_ tools: TailTools) {
    skipHole()
    let reading = tools.settings.reading
    var options = reading.reader
    if options.referenceDate == nil, let key, let status = FileStatus(path: path), status.key == key
    {
      options.referenceDate = Timestamp(seconds: status.modified / 1_000_000_000)
    }
    var parser = reading.makeParser?()
    if parser != nil {
      format = TailFormat(isSettled: true)
    } else if let made = format.known?.makeParser() {
      parser = made
    } else if place.offset > 0 {
      // In the middle of a log its first lines say what it is.
      format = TailFormat(known: detect(reading.reader), isSettled: false)
      parser = format.known?.makeParser()
    }
    reader = LogReader(
      format: parser, options: options, offset: place.offset, lineNumber: place.line,
      header: place.header, detected: parser == nil ? nil : format.known,
      isInsideLine: place.isInsideLine)
    readOffset = place.offset
    readTail = place.tail
    consumedTail = place.tail
  }

  /// The format that the file's first lines are in.
  private func detect(_ options: ReaderOptions) -> DetectedFormat? {
    guard let descriptor else { return nil }
    let head = descriptor.bytes(at: 0, count: options.detectionBytes)
    return DetectedFormat.detect(head, options: options)
  }

  /// Leaves out the zero bytes that a file begins with after `copytruncate`, where its writer goes
  /// on at its old place: as a line they could be too long to be read.
  private func skipHole() {
    guard let descriptor, place.offset == 0, descriptor.bytes(at: 0, count: 1) == [0] else {
      return
    }
    let step = 1 << 16
    var offset: Int64 = 0
    while true {
      offset = descriptor.nextData(from: offset)
      let bytes = descriptor.bytes(at: offset, count: step)
      guard !bytes.isEmpty else { return }
      if let first = bytes.firstIndex(where: { $0 != 0 }) {
        place.offset = offset + Int64(first)
        return
      }
      offset += Int64(bytes.count)
    }
  }

  /// Looks again at the format that was found from a few lines or taken over, when enough lines are
  /// there, or when it fits none of the first.
  /// Lines that were not handed out are then read again.
  func settleFormat(_ tools: TailTools) {
    let options = tools.settings.reading.reader
    guard !format.isSettled, let reader, !reader.isUndecided, descriptor != nil else { return }
    let isEnough =
      reader.consumedOffset >= Int64(options.detectionBytes)
      || reader.consumedLines >= Int64(options.detectionLines)
    let fitsNothing =
      format.isInherited && !hasRequests && !(pending?.batch.malformed.isEmpty ?? true)
    if hasRequests { format.isInherited = false }
    guard isEnough || fitsNothing else { return }
    let found = detect(options)
    if isEnough { format.isSettled = true }
    guard let found, found.name != format.known?.name || found.wrappers != format.known?.wrappers
    else { return }
    // What waits to be handed out was read in the wrong format.
    pending = nil
    format.known = found
    format.isInherited = false
    isDirty = true
    startReader(tools)
  }
}
