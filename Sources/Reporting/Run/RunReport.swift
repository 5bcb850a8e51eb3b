import AccessLog
import Alerting
import Detection

/// All that a run has to show, for the terminal and for the HTML report alike.
///
/// Whoever fills it redacts secrets in names of endpoints and clients; control characters and other
/// traps in them are this module's business.
public struct RunReport: Sendable {
  /// The program's version.
  public var version = ""
  /// Each file or stream that was read or should have been.
  public var inputs: [InputReport] = []
  /// What became of every line.
  public var accounting = Accounting()
  /// Bytes read, after decompression.
  public var bytes: Int64 = 0
  /// From the first request's time to the last one's; nothing where no line had a time.
  public var span: TimeSpan?
  /// How the traffic looked.
  public var traffic = TrafficOverview()
  /// The incidents to show, in any order.
  public var incidents: [IncidentReport] = []
  /// The least urgent severity that `incidents` holds.
  public var minimumSeverity = Severity.low
  /// How many incidents below it are not in `incidents`.
  public var hiddenIncidents = 0
  /// What the reader should know about the run, one sentence each: what was dropped, a cold start,
  /// a sample instead of all.
  public var notes: [String] = []
  /// How long the run took, in seconds; nothing leaves the speed out (and the text repeatable).
  public var elapsed: Double?
  /// Hash of the model that judged; nothing where the run learned from its own input.
  public var model: String?
  /// Hash of the configuration.
  public var config: String?
  /// False where redaction was switched off, which the HTML report then says.
  public var isRedacted = true

  /// An empty report.
  public init() {}
}

/// One file or stream of the input.
public struct InputReport: Sendable, Hashable {
  /// Its name as the user wrote it. May hold hostile text.
  public var name: String
  /// The format it was read as; nothing where none was found or the file was not read.
  public var format: String?
  /// How sure the format is, 0…1; nothing where the user named it.
  public var formatConfidence: Double?
  /// Lines read.
  public var lines = 0
  /// Lines that do not fit the format.
  public var malformed = 0
  /// Bytes read, after decompression.
  public var bytes: Int64 = 0
  /// What went wrong with it, one sentence each.
  public var problems: [String] = []

  /// An input of that name.
  public init(name: String, format: String? = nil, formatConfidence: Double? = nil) {
    self.name = name
    self.format = format
    self.formatConfidence = formatConfidence
  }
}

/// What became of every line: `lines = requests + skipped + malformed + late`.
public struct Accounting: Sendable, Hashable {
  /// Lines read.
  public var lines = 0
  /// Lines that are requests and came in time for their window.
  public var requests = 0
  /// Headers, comments, blank lines, and what `--since` and `--until` leave out.
  public var skipped = 0
  /// Lines that do not fit the format.
  public var malformed = 0
  /// Requests whose window had closed.
  public var late = 0

  /// Nothing read yet.
  public init() {}

  /// An account of these numbers.
  public init(lines: Int, requests: Int, skipped: Int, malformed: Int, late: Int) {
    self.lines = lines
    self.requests = requests
    self.skipped = skipped
    self.malformed = malformed
    self.late = late
  }

  /// True where every line is accounted for.
  public var addsUp: Bool { lines == requests + skipped + malformed + late }
}
