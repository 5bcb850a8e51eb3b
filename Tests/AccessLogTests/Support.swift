import AccessLog
import Foundation

/// What came out of a log: the NDJSON of all requests and malformed lines, and the counts.
struct Parsed: Equatable {
  var objects: [String] = []
  var lines = 0
  var skipped = 0
  var malformed = 0
  var requests = 0
  var format: DetectedFormat?
  var offsets: [Int64] = []
  var assumptions: TimeAssumptions = []

  /// The fields of one object as text.
  func fields(_ index: Int) -> [String: String] {
    guard objects.indices.contains(index),
      let object = try? JSONSerialization.jsonObject(with: Data(objects[index].utf8))
        as? [String: Any]
    else { return [:] }
    return object.mapValues { "\($0)" }
  }
}

/// Reads a log in pieces of a given size.
func parse(
  _ bytes: [UInt8], chunk: Int = 1 << 16, format: (any LineParser)? = nil,
  options: ReaderOptions = ReaderOptions()
) -> Parsed {
  var reader = LogReader(format: format, options: options)
  var batch = RequestBatch()
  var parsed = Parsed()
  var position = 0
  let json = RequestJSON(file: "x")
  func take() {
    var output: [UInt8] = []
    for request in batch.requests {
      json.append(request, bytes: batch.bytes, to: &output)
      parsed.offsets.append(request.offset)
    }
    for line in batch.malformed { json.append(line, to: &output) }
    parsed.objects += String(decoding: output, as: UTF8.self).split(separator: "\n").map(
      String.init)
    parsed.lines += batch.lineCount
    parsed.skipped += batch.skippedCount
    parsed.malformed += batch.malformed.count
    parsed.requests += batch.requests.count
  }
  var isOpen = true
  while isOpen {
    isOpen = reader.fill(&batch, capacity: chunk) { buffer in
      let count = min(buffer.count, chunk, bytes.count - position)
      for i in 0..<count { buffer[i] = bytes[position + i] }
      position += count
      return count
    }
    take()
  }
  reader.finish(&batch)
  take()
  parsed.format = reader.format
  parsed.assumptions = reader.timeAssumptions
  return parsed
}

/// Reads a log given as text.
func parse(
  _ text: String, chunk: Int = 1 << 16, format: (any LineParser)? = nil,
  options: ReaderOptions = ReaderOptions()
) -> Parsed {
  parse(Array(text.utf8), chunk: chunk, format: format, options: options)
}
