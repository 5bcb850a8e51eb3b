import AccessLog
import Testing

@Suite struct FormatDoctorTests {
  private static let line =
    "192.0.2.1 - - [02/Mar/2026:15:04:05 +0000] \"GET /a HTTP/1.1\" 200 5 \"-\" \"x\"\n"

  @Test func explainsAHealthyLogWithAFewMisfits() throws {
    let log = String(repeating: Self.line, count: 8) + "oops\n\n" + Self.line + "ha\u{1b}\n"
    let diagnosis = FormatDoctor.examine(Array(log.utf8))
    #expect(diagnosis.format?.name == "combined")
    #expect(diagnosis.lines == 12 && diagnosis.requests == 9 && diagnosis.malformed == 2)
    #expect(diagnosis.share == 9.0 / 11)
    #expect(diagnosis.missing == ["duration"])
    #expect(diagnosis.arguments == ["--format", "combined"])
    let misfit = try #require(diagnosis.misfits.first)
    #expect(misfit.line == 9 && misfit.column == 1 && misfit.text == "oops")
    #expect(misfit.expected == "a client, then the user, then the time in brackets")
  }

  @Test func namesTheNearestFormatWhereNoneFits() {
    let log = "192.0.2.1 - - [02/Mar/2026:15:04:05 +0000] \"GET /a HTTP/1.1\" status=200\n"
    let diagnosis = FormatDoctor.examine(Array(log.utf8))
    #expect(diagnosis.format == nil)
    #expect(diagnosis.nearest?.name == "combined")
    #expect(diagnosis.nearest?.column == 62)
    #expect(diagnosis.nearest?.expected == "a status of three digits")
    #expect(diagnosis.arguments.isEmpty)
  }

  @Test func anEmptyLogHasNoFormat() {
    let diagnosis = FormatDoctor.examine([])
    #expect(diagnosis.format == nil && diagnosis.lines == 0 && diagnosis.share == 0)
    #expect(diagnosis.nearest == nil)
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
}
