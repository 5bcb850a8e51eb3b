/// What the columns of W3C extended logs mean (W3C working draft WD-logfile; IIS and CloudFront
/// documentation).
enum W3CColumn {
  private static let kinds: [String: FieldKind] = [
    "date": .date, "date-local": .date, "time": .timeOfDay, "time-local": .timeOfDay,
    "datetime": .time, "timestamp": .time, "c-ip": .client(hasPort: false),
    "cs-ip": .client(hasPort: false), "cs-username": .user, "cs-method": .method,
    "cs-uri-stem": .path, "cs-uri": .path, "cs-uri-query": .query, "cs-version": .version,
    "cs-protocol-version": .version, "cs-host": .host, "cs(host)": .host, "x-host-header": .host,
    "s-computername": .ignored, "cs(user-agent)": .userAgent, "cs(referer)": .referer,
    "cs(referrer)": .referer, "sc-status": .status, "sc-bytes": .bytes,
    "time-taken": .duration(.milliseconds), "timetakenms": .duration(.milliseconds),
    "x-forwarded-for": .forwardedFor,
    "cs(x-forwarded-for)": .forwardedFor, "s-xff": .forwardedFor,
  ]

  /// The kinds of all columns, by their names in lower case. CloudFront, which alone has columns
  /// that begin with `x-edge-`, counts `time-taken` in seconds, IIS in milliseconds; and the
  /// viewer's Host header is worth more than the distribution's own name.
  static func kinds(_ names: [String]) -> [FieldKind] {
    var columns = names.map { kinds[$0] ?? .ignored }
    guard names.contains(where: { $0.hasPrefix("x-edge-") }) else { return columns }
    let hasViewerHost = names.contains("x-host-header")
    for index in names.indices {
      switch names[index] {
      case "time-taken": columns[index] = .duration(.seconds)
      case "cs(host)" where hasViewerHost: columns[index] = .ignored
      default: break
      }
    }
    return columns
  }
}

extension RawSpan {
  /// A short text in lower case. Not for the hot path.
  func lowercased(_ range: Range<Int>) -> String {
    var text: [UInt8] = []
    for i in range {
      let byte = self.byte(i)
      text.append(byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
