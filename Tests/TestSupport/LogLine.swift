import Foundation

/// One line of an access log in the combined format, written by its parts.
public struct LogLine: Sendable, Hashable {
  /// Seconds since 1970.
  public var time: Int64
  /// The client, as text.
  public var client: String
  /// The authenticated user; `-` for none.
  public var user = "-"
  /// Method and target, such as `GET /orders/17`.
  public var request: String
  /// The status.
  public var status: Int
  /// Bytes sent.
  public var bytes: Int
  /// The user agent.
  public var agent: String

  /// An ordinary browser.
  public static let browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101"

  /// A line.
  public init(
    _ time: Int64, _ client: String, _ request: String, _ status: Int = 200, bytes: Int = 512,
    user: String = "-", agent: String = LogLine.browser
  ) {
    self.time = time
    self.client = client
    self.user = user
    self.request = request
    self.status = status
    self.bytes = bytes
    self.agent = agent
  }

  /// The line as the server writes it, without a line end.
  public var text: String {
    "\(client) - \(user) [\(LogLine.stamp(time))] \"\(request) HTTP/1.1\" \(status) \(bytes)"
      + " \"-\" \"\(agent)\""
  }

  /// The time as the common log format has it: `02/Mar/2026:00:00:00 +0000`.
  public static func stamp(_ time: Int64) -> String {
    var seconds = time_t(time)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let two = { (value: Int32) in value < 10 ? "0\(value)" : "\(value)" }
    return "\(two(parts.tm_mday))/\(months[Int(parts.tm_mon)])/\(parts.tm_year + 1900)"
      + ":\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) +0000"
  }
}

extension Sequence<LogLine> {
  /// The lines as the bytes of a log.
  public var log: [UInt8] { map { $0.text + "\n" }.joined().utf8.map { $0 } }

  /// The lines in the order of their time, those of the same second as they were.
  public var inTime: [LogLine] {
    enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }.map(\.element)
  }
}

/// Monday, 2 March 2026, 00:00 UTC, in seconds since 1970: where the tests' logs begin.
public let monday: Int64 = 1_772_409_600
