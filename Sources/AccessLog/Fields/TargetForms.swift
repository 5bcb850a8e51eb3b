/// In which forms the targets of a log's requests come (RFC 9112 §3.2): a server that answers for its
/// own hosts is asked for `/path`, a proxy for `http://host/path`.
///
/// In the common log format nothing else says whether a log is a proxy's. So an absolute target is
/// odd where the log's other targets are not absolute; where nothing else has been seen yet, if it
/// was refused.
struct TargetForms: Sendable {
  /// Lines with a path for a target.
  var origin = 0
  /// Lines with an absolute target.
  private(set) var absolute = 0

  /// Counts an absolute target; true if it is not what this log's targets look like.
  mutating func isOdd(status: Int32) -> Bool {
    defer { absolute &+= 1 }
    return origin > absolute || origin == 0 && absolute == 0 && status >= 400
  }
}
