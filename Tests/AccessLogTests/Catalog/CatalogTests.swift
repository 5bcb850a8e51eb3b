import AccessLog
import Testing

/// Every format is its own test: its samples must give the fields that it says, by its own parser
/// and by detection.
@Suite struct CatalogTests {
  @Test(arguments: FormatCatalog.all.map(\.name))
  func samplesGiveTheirFields(name: String) throws {
    let format = try #require(FormatCatalog.format(named: name))
    #expect(!format.samples.isEmpty)
    for sample in format.samples {
      let parsed = parse(sample.text, format: format.makeParser())
      #expect(parsed.requests == 1 && parsed.malformed == 0, "\(parsed.objects)")
      check(parsed, sample)
    }
  }

  @Test(arguments: FormatCatalog.all.map(\.name))
  func samplesAreDetected(name: String) throws {
    let format = try #require(FormatCatalog.format(named: name))
    for sample in format.samples {
      let parsed = parse(sample.text)
      #expect(parsed.requests == 1, "\(parsed.objects)")
      #expect(parsed.format?.name == name, "\(sample.text)")
      check(parsed, sample)
    }
  }

  private func check(_ parsed: Parsed, _ sample: FormatSample) {
    let fields = parsed.fields(0)
    for (field, value) in sample.expected {
      #expect(
        same(fields[field], value), "\(field) of \(sample.text): \(fields[field] ?? "absent")")
    }
  }

  /// Equal as text, or as numbers: JSONSerialization writes doubles in its own way.
  private func same(_ got: String?, _ want: String) -> Bool {
    guard let got else { return false }
    if got == want { return true }
    guard let a = Double(got), let b = Double(want) else { return false }
    return abs(a - b) < 1e-9
  }
}
