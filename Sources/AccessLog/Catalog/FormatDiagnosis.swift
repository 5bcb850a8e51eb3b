/// What was found out about a log: where its lines went, which fields they have, and what does not
/// fit. Batches are added as they are read, so a log of any size can be examined.
public struct FormatDiagnosis: Sendable {
  /// A reason why lines do not fit, with the first line that shows it.
  public struct Complaint: Sendable, Equatable {
    /// What was expected, as a phrase: "a status of three digits".
    public var expected: String
    /// How many lines break off there.
    public var count: Int
    /// The number of the first of them, from 1.
    public var lineNumber: Int64
    /// Where it breaks off, from 1.
    public var column: Int
    /// The first of them as it stood, cut.
    public var text: [UInt8]

    /// A reason why lines do not fit.
    public init(expected: String, count: Int, lineNumber: Int64, column: Int, text: [UInt8]) {
      self.expected = expected
      self.count = count
      self.lineNumber = lineNumber
      self.column = column
      self.text = text
    }
  }

  /// Different reasons that are kept; hostile input could make up any number.
  private static let mostComplaints = 20
  /// Bytes of a line that are kept to show it.
  private static let longestExcerpt = 4096

  /// Lines examined; `lines = requests + skipped + malformed`.
  public private(set) var lines = 0
  /// Lines that are requests.
  public private(set) var requests = 0
  /// Lines that are neither requests nor errors.
  public private(set) var skipped = 0
  /// Lines that do not fit.
  public private(set) var malformed = 0
  /// How many requests have each field, in the order and by the names of `tocsin parse`.
  public private(set) var fields = FormatDiagnosis.fieldNames.map { (name: $0, count: 0) }
  /// Why lines do not fit, in the order they were met; at most 20 reasons.
  public private(set) var complaints: [Complaint] = []

  /// A diagnosis of nothing yet.
  public init() {}

  /// Takes a batch into account. O(requests).
  public mutating func add(_ batch: RequestBatch) {
    lines += batch.lineCount
    requests += batch.requests.count
    skipped += batch.skippedCount
    malformed += batch.malformed.count
    for request in batch.requests { count(request) }
    for line in batch.malformed { add(line, bytes: batch.bytes) }
  }

  private mutating func add(_ line: MalformedLine, bytes: [UInt8]) {
    if let known = complaints.firstIndex(where: { $0.expected == line.expected }) {
      complaints[known].count += 1
    } else if complaints.count < FormatDiagnosis.mostComplaints {
      let range = line.line.offsets.clamped(to: bytes.indices)
      complaints.append(
        Complaint(
          expected: line.expected, count: 1, lineNumber: line.lineNumber, column: line.column,
          text: Array(bytes[range].prefix(FormatDiagnosis.longestExcerpt))))
    }
  }

  private static let fieldNames = [
    "time", "client", "user", "method", "target", "path", "query", "protocol", "host", "status",
    "bytes", "duration", "referer", "userAgent", "operation", "grpcStatus",
  ]

  private mutating func count(_ request: Request) {
    let has = [
      !request.time.isAbsent, !request.clientText.isEmpty || !request.client.isAbsent,
      !request.user.isEmpty, !request.method.isEmpty, !request.target.isEmpty,
      !request.path.isEmpty, !request.query.isEmpty, !request.version.isEmpty,
      !request.host.isEmpty, request.status >= 0, request.bytes >= 0, request.duration >= 0,
      !request.referer.isEmpty, !request.userAgent.isEmpty, !request.operation.isEmpty,
      request.grpcStatus >= 0,
    ]
    for (index, isThere) in has.enumerated() where isThere { fields[index].count += 1 }
  }
}
