import AccessLog
import Reporting

/// What the format doctor finds out about one log: which fields it has, and what does not fit.
struct LogDiagnosis: Sendable {
  /// A reason why lines do not fit, with the first line that shows it.
  struct Complaint: Sendable {
    /// What was expected.
    var expected: String
    /// How many lines break off there.
    var count: Int
    /// The first of them.
    var lineNumber: Int64
    /// Where it breaks off, from 1.
    var column: Int
    /// The first of them as it stood, cut.
    var text: [UInt8]
  }

  /// Different reasons that are kept; hostile input could make up any number.
  private static let mostComplaints = 20
  /// Bytes of a line that are kept to show it.
  private static let longestExcerpt = 4096

  /// Where every line went.
  private(set) var accounting = Accounting()
  /// How many requests have each field, in the order of the fields of `tocsin parse`.
  private(set) var fields = LogDiagnosis.fieldNames.map { (name: $0, count: 0) }
  /// Why lines do not fit, in the order they were met.
  private(set) var complaints: [Complaint] = []

  /// Takes a batch into account.
  mutating func add(_ batch: RequestBatch) {
    accounting.add(batch)
    for request in batch.requests { count(request) }
    for line in batch.malformed { add(line, bytes: batch.bytes) }
  }

  private mutating func add(_ line: MalformedLine, bytes: [UInt8]) {
    if let known = complaints.firstIndex(where: { $0.expected == line.expected }) {
      complaints[known].count += 1
    } else if complaints.count < LogDiagnosis.mostComplaints {
      let range = line.line.offsets.clamped(to: bytes.indices)
      complaints.append(
        Complaint(
          expected: line.expected, count: 1, lineNumber: line.lineNumber, column: line.column,
          text: Array(bytes[range].prefix(LogDiagnosis.longestExcerpt))))
    }
  }

  private static let fieldNames = [
    "time", "client", "user", "method", "target", "path", "query", "protocol", "host", "status",
    "bytes", "duration", "referer", "userAgent",
  ]

  private mutating func count(_ request: Request) {
    let has = [
      !request.time.isAbsent, !request.clientText.isEmpty || !request.client.isAbsent,
      !request.user.isEmpty, !request.method.isEmpty, !request.target.isEmpty,
      !request.path.isEmpty, !request.query.isEmpty, !request.version.isEmpty,
      !request.host.isEmpty, request.status >= 0, request.bytes >= 0, request.duration >= 0,
      !request.referer.isEmpty, !request.userAgent.isEmpty,
    ]
    for (index, isThere) in has.enumerated() where isThere { fields[index].count += 1 }
  }
}
