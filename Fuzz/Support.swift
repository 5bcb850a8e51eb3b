// What the fuzz targets share: reads a log to its end and checks what must hold for any input.

import AccessLog

/// Reads a log in pieces and returns its requests and malformed lines as NDJSON, in order.
func readAll(
  _ log: [UInt8], chunk: Int, format: (any LineParser)? = nil, options: ReaderOptions
) -> [UInt8] {
  var reader = LogReader(format: format, options: options)
  var batch = RequestBatch()
  let json = RequestJSON(file: "f")
  var requests: [UInt8] = []
  var malformed: [UInt8] = []
  var lines = 0
  var position = 0
  func take() {
    precondition(
      batch.lineCount == batch.requests.count + batch.skippedCount + batch.malformed.count)
    lines += batch.lineCount
    for request in batch.requests {
      check(request, batch.bytes.count)
      json.append(request, bytes: batch.bytes, to: &requests)
    }
    for line in batch.malformed {
      precondition(line.line.offsets.upperBound <= batch.bytes.count)
      precondition(line.column >= 1 && line.column <= line.line.count + 1)
      json.append(line, to: &malformed)
    }
  }
  var isOpen = true
  while isOpen {
    isOpen = reader.fill(&batch, capacity: chunk) { buffer in
      let count = min(buffer.count, chunk, log.count - position)
      for i in 0..<count { buffer[i] = log[position + i] }
      position += count
      return count
    }
    take()
  }
  reader.finish(&batch)
  take()
  let ends = log.count { $0 == 0x0a } + (log.last == 0x0a || log.isEmpty ? 0 : 1)
  precondition(lines >= ends)  // more where a line is a batch of JSON objects
  precondition(String(validating: requests, as: UTF8.self) != nil)
  return requests + malformed
}

/// Every range lies in the buffer, and none is turned round.
private func check(_ request: Request, _ count: Int) {
  for range in [
    request.clientText, request.user, request.method, request.target, request.path, request.query,
    request.version, request.host, request.referer, request.userAgent, request.line,
  ] {
    precondition(range.start <= range.end && Int(range.end) <= count)
  }
}
