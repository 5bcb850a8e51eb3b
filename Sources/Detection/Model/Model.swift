import AccessLog
import Scoring
import Traffic

/// What is normal for a service, as learned from its history: what a model file holds.
public struct Model: Sendable, Codable, Hashable {
  /// The whole service.
  public var service: TrafficBaseline
  /// Each endpoint that was seen often enough, by name.
  public var endpoints: [String: TrafficBaseline]
  /// What principals usually do, by level of window: a minute, an hour, a day.
  public var populations: [PopulationModel]
  /// How many objects principals fetch of each endpoint, by level of window and the endpoint's name;
  /// nil in models of before it was learned.
  public var walks: [[String: ObjectTail]]?
  /// What busy principals' hours look like as a whole; nil where there were too few.
  public var outliers: OutlierModel?
  /// What single principals do day after day.
  public var habits: Habits
  /// What hours of endpoints look like as a whole; nil where there were too few.
  public var endpointOutliers: EndpointOutlierModel?
  /// How many different paths that do not exist an hour usually asks for; nil where there were too few
  /// hours, and in models of before it was learned.
  public var missing: QuantityBaseline?
  /// What the endpoints have shown so far.
  public var inventory: Inventory
  /// What is normal for the sources, by the log's name.
  public var sources: [String: SourceBaseline]
  /// The history learned from.
  public var history: History

  /// True where the charts of small lasting shifts are known, of the service or of an endpoint.
  /// O(endpoints).
  var hasCharts: Bool {
    service.shifts != nil || endpoints.values.contains { $0.shifts != nil }
  }

  /// The history behind a model.
  public struct History: Sendable, Codable, Hashable {
    /// The first window's start, in seconds since 1970.
    public var start: Int64
    /// The last window's end, in seconds since 1970.
    public var end: Int64
    /// Windows with traffic.
    public var windows: Int
    /// Requests in them.
    public var requests: Int
    /// The length of a window in seconds.
    public var windowSeconds: Int64
    /// How many windows of endpoints were seen in all.
    public var endpointWindows: Int
    /// Seconds between start and end of which nothing is known, where models were joined.
    public var gap: Int64 = 0

    /// The length of the history in seconds.
    public var seconds: Double { Double(max(end - start - gap, windowSeconds)) }

    /// "7 days", "5 hours", "12 minutes".
    public var words: String {
      let minutes = Int(seconds / 60)
      if minutes >= 2 * 1440 { return "\(minutes / 1440) days" }
      if minutes >= 120 { return "\(minutes / 60) hours" }
      return "\(max(minutes, 1)) minutes"
    }
  }
}
