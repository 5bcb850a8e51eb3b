import AccessLog
import Detection
import Foundation

/// Reads alerts back from what `Alert.ndjson` wrote: for the outbox after a restart, and for
/// `tocsin explain`.
///
/// What was written comes back as it was, so that writing it again gives the same bytes. A line from
/// elsewhere is made as harmless as if it had come from a log.
public enum AlertReader {
  /// The alert of a line; nothing where the line is no alert of this schema.
  public static func read(_ line: some Collection<UInt8>) -> Alert? {
    (try? JSONDecoder().decode(Record.self, from: Data(line))).flatMap { Alert($0) }
  }

  /// The line as it stands. Numbers that were not finite and times that were absent are `null`.
  struct Record: Decodable {
    struct SubjectRecord: Decodable {
      var type: String
      var value: String
    }
    struct WindowRecord: Decodable {
      var start: String?
      var end: String?
    }
    struct ReasonRecord: Decodable {
      var feature: String
      var observed: Double?
      var expected: Double?
      var spread: Double?
      var contribution: Double?
      var basis: String
      var test: TestRecord?
    }
    struct TestRecord: Decodable {
      var family: String
      var parameters: [Double]
    }
    struct EvidenceRecord: Decodable {
      var file: String
      var line: Int64
      var offset: Int64
      var text: String
    }
    var schema: String
    var id: String
    var event: String
    var time: String?
    var kind: String
    var kinds: [String]
    var severity: String
    var confidence: Double?
    var surprise: Double?
    var title: String
    var subject: SubjectRecord
    var window: WindowRecord
    var requests: Int
    var reasons: [ReasonRecord]
    var evidence: [EvidenceRecord]
    var owasp: [String]
    var attack: [String]
    var advice: String
    var model: String?
    var config: String?
    var gotIn: Bool?
    var headline: String?
  }
}

extension Alert {
  /// The alert of a record; nothing where the record is none of this schema.
  init?(_ record: AlertReader.Record) {
    guard record.schema == Alert.schema, let event = Incident.Event(rawValue: record.event),
      let kind = Kind(rawValue: record.kind), let severity = Severity(name: record.severity),
      let rung = Subject.Rung(rawValue: record.subject.type)
    else { return nil }
    let short = { (text: String) in PrintableText.make(text, limit: Limit.name) }
    self.id = short(record.id)
    self.event = event
    self.time = UTCTime.parse(record.time)
    self.kind = kind
    // A kind that a newer version knows is no reason to lose the alert.
    self.kinds = record.kinds.compactMap(Kind.init(rawValue:))
    self.severity = severity
    self.confidence = record.confidence ?? .nan
    self.surprise = record.surprise ?? .nan
    self.title = PrintableText.make(record.title, limit: Limit.title)
    self.headline = PrintableText.make(record.headline ?? record.title, limit: Limit.title)
    self.subject = Subject(rung, PrintableText.make(record.subject.value, limit: Limit.subject))
    self.window = TimeSpan(
      start: UTCTime.parse(record.window.start), end: UTCTime.parse(record.window.end))
    self.requests = record.requests
    self.reasons = record.reasons.prefix(Limit.reasons).map(Alert.reason)
    self.evidence = record.evidence.prefix(Limit.evidenceLines).map {
      Evidence(
        file: short($0.file), line: $0.line, offset: $0.offset,
        text: PrintableText.make($0.text, limit: Limit.evidence))
    }
    self.owasp = record.owasp.prefix(Limit.evidenceLines * 2).map(short)
    self.attack = record.attack.prefix(Limit.name).map(short)
    self.advice = PrintableText.make(record.advice, limit: Limit.evidence)
    self.model = record.model.map(short)
    self.config = record.config.map(short)
    self.gotIn = record.gotIn ?? false
  }

  private static func reason(_ record: AlertReader.Record.ReasonRecord) -> Reason {
    Reason(
      feature: PrintableText.make(record.feature, limit: Limit.name),
      observed: record.observed ?? .nan, expected: record.expected ?? .nan,
      spread: record.spread ?? .nan, contribution: record.contribution ?? .nan,
      basis: PrintableText.make(record.basis, limit: Limit.name),
      test: record.test.flatMap { test in
        ReasonTest.Family(rawValue: test.family).map {
          ReasonTest($0, Array(test.parameters.prefix(Limit.parameters)))
        }
      })
  }
}
