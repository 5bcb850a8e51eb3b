import AccessLog
import Scoring
import Traffic

/// Learns a second time from a history without the windows in which the first model finds incidents.
///
/// Robust fits bear a tenth or so of bad windows. A history that was under attack for days, or broken
/// for a week, has more: whoever knows or fears that trains with a quarantine, and is told what was
/// left out and why.
struct Quarantine {
  /// What was left out of learning.
  struct LeftOut: Sendable, Hashable {
    /// Windows of the whole service.
    var serviceWindows = 0
    /// Windows of single endpoints.
    var endpointWindows = 0
    /// Windows of clients and users that were accused.
    var principalWindows = 0
    /// Who or what was accused of what, in the order of time.
    var incidents: [Incident] = []
  }

  /// What the first model found.
  private var leftOut = LeftOut()
  private var spans: [Subject: [TimeSpan]] = [:]
  private let directory: Directory

  /// - Parameters:
  ///   - history: What was gathered.
  ///   - judge: A judge by the model that was learned from it.
  init(_ history: [WindowRecord], judge: Judge, directory: Directory) {
    self.directory = directory
    var judge = judge
    var latest: [String: Incident] = [:]
    var order: [String] = []
    let last = history.last?.span.end ?? .absent
    let events =
      history.flatMap { judge.take($0, directory: directory, isLearned: true) }
      + judge.finish(at: last, directory: directory)
    for event in events {
      if latest[event.incident.id] == nil { order.append(event.incident.id) }
      latest[event.incident.id] = event.incident
    }
    leftOut.incidents = order.compactMap { latest[$0] }
    for incident in leftOut.incidents { spans[incident.subject, default: []].append(incident.span) }
  }

  /// The history without them. O(windows × endpoints).
  mutating func clean(_ history: [WindowRecord]) -> (history: [WindowRecord], leftOut: LeftOut) {
    let clean = history.map { record -> WindowRecord in
      var record = record
      if record.service != nil, isAccused(.service, record.span) {
        // A window without a service is no window of the history.
        record.service = nil
        leftOut.serviceWindows += 1
      }
      let endpoints = record.endpoints.count
      record.endpoints.removeAll {
        isAccused(Subject(.endpoint, directory.endpoint($0.endpoint)), record.span)
      }
      leftOut.endpointWindows += endpoints - record.endpoints.count
      let suspects = record.suspects.count
      record.suspects.removeAll { isAccused(directory.subject($0.aggregate.key), record.span) }
      leftOut.principalWindows += suspects - record.suspects.count
      return record
    }
    return (clean, leftOut)
  }

  private func isAccused(_ subject: Subject, _ span: TimeSpan) -> Bool {
    guard !spans.isEmpty, let spans = spans[subject] else { return false }
    return spans.contains { $0.start < span.end && span.start < $0.end }
  }
}

/// What was left out of learning, for people.
public struct LeftOut: Sendable, Hashable {
  /// Windows of the whole service that were left out.
  public private(set) var serviceWindows = 0
  /// Windows of single endpoints that were left out.
  public private(set) var endpointWindows = 0
  /// Windows of accused clients and users that were left out.
  public private(set) var principalWindows = 0
  /// Why: incidents by kind, with their subjects in the order of time. May hold hostile text.
  public private(set) var reasons: [Kind: [String]] = [:]

  mutating func add(_ more: Quarantine.LeftOut) {
    serviceWindows += more.serviceWindows
    endpointWindows += more.endpointWindows
    principalWindows += more.principalWindows
    for incident in more.incidents {
      reasons[incident.kind, default: []].append(
        incident.subject == .service ? "the service" : incident.subject.value)
    }
  }

  /// Sentences: how much, then why, the most frequent reason first. May hold hostile text.
  public var sentences: [String] {
    guard !reasons.isEmpty else { return ["Nothing was left out: no incident was found."] }
    let windows =
      "Left out of learning: \(serviceWindows) windows of the service, \(endpointWindows) of"
      + " endpoints, \(principalWindows) of clients and users."
    let sorted = reasons.sorted {
      ($1.value.count, $0.key.rawValue) < ($0.value.count, $1.key.rawValue)
    }
    return [windows]
      + sorted.map { kind, subjects in
        let named = subjects.prefix(Self.named).joined(separator: ", ")
        let rest = subjects.count - Self.named
        return "  \(kind.rawValue), \(subjects.count): \(named)"
          + (rest > 0 ? " and \(rest) more" : "")
      }
  }

  /// So many subjects of a reason are named.
  private static let named = 5
}
