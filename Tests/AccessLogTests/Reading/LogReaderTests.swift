import AccessLog
import Testing

@Suite struct LogReaderTests {
  private static let line =
    "192.0.2.1 - ann [02/Mar/2026:15:04:05 +0000] \"GET /a\\x22b?c=d HTTP/1.1\" 200 5 \"-\" \"x\""
  private static let log =
    "\(line)\n\n\(line)\r\nnot a log line\n\0\0\(line)\n"
    + "192.0.2.1 - - [02/Mar/2026:15:04:06 +0000] \"\\x16\\x03\" 400 0 \"-\" \"\\xff\u{7f}\"\n"
    + String(repeating: "y", count: 500) + "\n\(line)"

  @Test(arguments: [1, 2, 7, 64, 1 << 16, 1 << 20])
  func sameOutputWhateverTheChunks(chunk: Int) {
    var options = ReaderOptions()
    options.maximumLineLength = 200
    let parsed = parse(Self.log, chunk: chunk, options: options)
    #expect(parsed == parse(Self.log, chunk: 1 << 16, options: options).regrouped(parsed))
    #expect(parsed.lines == 8)
    #expect(parsed.requests == 5)
    #expect(parsed.skipped == 1)
    #expect(parsed.malformed == 2)
    #expect(parsed.lines == parsed.requests + parsed.skipped + parsed.malformed)
  }

  @Test func aLineMayBeAsLongAsTheLimitAndNotLonger() {
    var options = ReaderOptions()
    options.maximumLineLength = Self.line.utf8.count
    #expect(parse(Self.line + "\n", options: options).requests == 1)
    options.maximumLineLength -= 1
    for chunk in [1, 5, 1 << 16] {
      let parsed = parse(Self.line + "\n", chunk: chunk, options: options)
      #expect(
        parsed.fields(0)["error"]
          == "expected the end of the line within \(options.maximumLineLength) bytes")
      #expect(parsed.lines == 1)
    }
  }

  @Test func offsetsAndNumbersAreThoseOfTheFile() {
    let parsed = parse("\(Self.line)\n# x\n\(Self.line)\n", chunk: 10)
    #expect(parsed.offsets == [0, Int64(Self.line.utf8.count + 5)])
    #expect(parsed.fields(0)["line"] == "1")
    #expect(parsed.fields(1)["line"] == "3")
  }

  @Test func escapesAreUndone() {
    let fields = parse(Self.line).fields(0)
    #expect(fields["target"] == "/a\"b?c=d")
    #expect(fields["path"] == "/a\"b")
    #expect(fields["query"] == "c=d")
  }

  @Test func nothingIsDeliveredBeforeTheFormatIsDecided() {
    var reader = LogReader()
    var batch = RequestBatch()
    var input = Array((Self.line + "\n").utf8)[...]
    func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
      let count = min(buffer.count, input.count)
      for i in 0..<count { buffer[i] = input[input.startIndex + i] }
      input = input.dropFirst(count)
      return count
    }
    #expect(reader.fill(&batch, capacity: 4096, from: read))
    #expect(batch.lineCount == 0 && reader.isUndecided)
    reader.decideNow()
    #expect(!reader.fill(&batch, capacity: 4096, from: read))
    #expect(batch.requests.count == 1 && reader.format?.name == "combined")
    input = Array((Self.line + "\n").utf8)[...]
    _ = reader.fill(&batch, capacity: 4096, from: read)
    #expect(batch.requests.first?.lineNumber == 2)
  }

  @Test func aReadThatFailsLosesNothing() {
    struct Broken: Error {}
    var reader = LogReader(format: CommonLog())
    var batch = RequestBatch()
    let bytes = Array((Self.line + "\n").utf8)
    var calls = 0
    #expect(throws: Broken.self) {
      _ = try reader.fill(&batch, capacity: 4096) { buffer throws(any Error) in
        calls += 1
        guard calls == 1 else { throw Broken() }
        for i in 0..<10 { buffer[i] = bytes[i] }
        return 10
      }
    }
    _ = reader.fill(&batch, capacity: 4096) { buffer in
      for i in 10..<bytes.count { buffer[i - 10] = bytes[i] }
      return bytes.count - 10
    }
    #expect(batch.requests.count == 1)
  }

  @Test func aFormatThatComesLateIsStillFound() {
    let noise = String(repeating: "starting up\n", count: 210)
    let parsed = parse(noise + Self.line + "\n")
    #expect(parsed.requests == 1 && parsed.malformed == 210)
  }

  @Test func aReaderGoesOnBehindTheHeader() throws {
    let head = "#Fields: date time c-ip cs-uri-stem sc-status\n"
    let line = "2026-03-02 15:04:05 192.0.2.1 /a 200\n"
    var first = LogReader()
    var batch = RequestBatch()
    var input = Array((head + line).utf8)[...]
    func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
      let count = min(buffer.count, input.count)
      for i in 0..<count { buffer[i] = input[input.startIndex + i] }
      input = input.dropFirst(count)
      return count
    }
    while first.fill(&batch, capacity: 4096, from: read) {}
    first.finish(&batch)
    let found = try #require(first.format)
    #expect(batch.requests.count == 1 && String(decoding: first.header, as: UTF8.self) == head)
    var second = LogReader(
      format: try FormatCompiler.parser(for: found.description),
      offset: first.consumedOffset, lineNumber: first.consumedLines, header: first.header)
    input = Array(line.utf8)[...]
    #expect(second.fill(&batch, capacity: 4096, from: read))
    #expect(batch.requests.first?.status == 200 && batch.requests.first?.lineNumber == 3)
    #expect(batch.requests.first?.offset == Int64((head + line).utf8.count))
  }

  @Test func theFormatDependsOnTheSampleAlone() {
    // 64 KiB of one format, then another: the first decides, also where all of it is at hand.
    let first = String(repeating: Self.line + "\n", count: 800)
    let other = String(repeating: "GET /a 200 5 - 1.2 ms\n", count: 4000)
    for chunk in [100, 1 << 20] {
      let parsed = parse(first + other, chunk: chunk)
      #expect(parsed.format?.name == "combined")
      #expect(parsed.requests == 800)
      #expect(parsed.malformed == 4000)
    }
  }
}

extension Parsed {
  /// The same result with objects in the order of another one's batches: requests and malformed
  /// lines of a batch are printed one after the other, so their order follows the grouping.
  func regrouped(_ other: Parsed) -> Parsed {
    var copy = self
    if objects.sorted() == other.objects.sorted() { copy.objects = other.objects }
    return copy
  }
}
