import AccessLog
import Testing

@Suite struct FormatDoctorTests {
  private static let line =
    "192.0.2.1 - - [02/Mar/2026:15:04:05 +0000] \"GET /a HTTP/1.1\" 200 5 \"-\" \"x\"\n"

  private func examine(_ log: String) -> FormatDiagnosis {
    var diagnosis = FormatDiagnosis()
    var reader = LogReader()
    var batch = RequestBatch()
    var rest = Array(log.utf8)[...]
    while reader.fill(
      &batch, capacity: 64,
      from: { buffer in
        let part = rest.prefix(buffer.count)
        buffer.copyBytes(from: part)
        rest = rest.dropFirst(part.count)
        return part.count
      })
    {
      diagnosis.add(batch)
    }
    diagnosis.add(batch)
    reader.finish(&batch)
    diagnosis.add(batch)
    return diagnosis
  }

  @Test func explainsAHealthyLogWithAFewMisfits() throws {
    let log = String(repeating: Self.line, count: 8) + "oops\n\n" + Self.line + "ha\u{1b}\n"
    let diagnosis = examine(log)
    #expect(diagnosis.lines == 12 && diagnosis.requests == 9 && diagnosis.malformed == 2)
    #expect(diagnosis.fields.first { $0.name == "status" }?.count == 9)
    #expect(diagnosis.fields.first { $0.name == "duration" }?.count == 0)
    let complaint = try #require(diagnosis.complaints.first)
    #expect(complaint.lineNumber == 9 && complaint.column == 1 && complaint.count == 2)
    #expect(complaint.text == Array("oops".utf8))
    #expect(complaint.expected == "a client, then the user, then the time in brackets")
  }

  @Test func namesTheNearestFormatWhereNoneFits() {
    let log = "192.0.2.1 - - [02/Mar/2026:15:04:05 +0000] \"GET /a HTTP/1.1\" status=200"
    #expect(FormatDoctor.format(of: Array(log.utf8)) == nil)
    let nearest = FormatDoctor.nearest(to: Array(log.utf8))
    #expect(nearest?.name == "combined")
    #expect(nearest?.column == 62)
    #expect(nearest?.expected == "a status of three digits")
  }

  @Test func anEmptyLineIsNearToNothing() {
    #expect(FormatDoctor.format(of: []) == nil)
    #expect(FormatDoctor.nearest(to: []) == nil)
  }

  @Test func guessesWhereNothingElseFits() throws {
    for sample in try #require(FormatCatalog.format(named: "guessed")).samples {
      let parsed = parse(sample.text)
      #expect(parsed.format?.name == "guessed")
      for (field, value) in sample.expected {
        #expect(parsed.fields(0)[field] == value, "\(field)")
      }
    }
  }

  @Test func namesAllFormatsOfAMixedLog() throws {
    let json =
      "{\"time\":\"2026-03-02T15:04:06Z\",\"client_ip\":\"192.0.2.9\",\"method\":\"GET\",\"path\":\"/b\",\"status\":200}\n"
    let error = "2026/03/02 15:04:07 [notice] 1#1: signal process started\n"
    let log = String(repeating: Self.line + json + error, count: 4) + "torn\n"
    let parsed = parse(log)
    #expect(parsed.format?.name == "combined + json")
    #expect(parsed.requests == 8 && parsed.skipped == 4 && parsed.malformed == 1)
    let named = try FormatCompiler.parser(for: "combined + json")
    #expect(parse(log, format: named).objects == parsed.objects)
    let kept = try #require(parsed.format?.makeParser())
    #expect(parse(log, format: kept).objects == parsed.objects)
  }

  @Test func twoTornLinesMakeNoFormat() {
    let log = String(repeating: Self.line, count: 20) + "a=1 b=2 c=3\na=1 b=2 c=4\n"
    #expect(parse(log).format?.name == "combined")
  }
}
