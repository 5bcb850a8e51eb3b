import Scoring
import Traffic

/// What hours of endpoints look like as a whole: what is usual for each, and an isolation forest over
/// how far their hours stray from it.
public struct EndpointOutlierModel: Sendable, Codable, Hashable {
  /// The forest over the distances.
  public var forest: IsolationForest
  /// The usual features of each endpoint that was seen often enough, by name.
  var usual: [String: [Double]]
  /// Hours learned from.
  public var count: Int

  /// Hours with fewer requests are not looked at: their shares mean nothing.
  static let fewestRequests: UInt32 = 50
  /// An endpoint with fewer such hours has no usual.
  static let fewestHours = 24
  /// Fewer hours than this make no forest.
  static let fewestRows = 256
  /// The most hours that the forest is grown from.
  static let mostRows = 8192

  /// How far an hour lies from what is usual for its endpoint; nil where nothing is.
  func distances(_ hour: EndpointHour, of name: String) -> [Double]? {
    guard hour.requests >= Self.fewestRequests, let usual = usual[name] else { return nil }
    return zip(EndpointFeatures.values(hour), usual).map { $0 - $1 }
  }

  /// Learns from the hours of a history; nil where there is too little. Medians, so that an attack in
  /// it moves nothing. O(hours · log hours).
  static func learned(
    from records: [WindowRecord], _ directory: Directory
  ) -> EndpointOutlierModel? {
    var rows: [String: [[Double]]] = [:]
    for record in records {
      for hour in record.hours where hour.requests >= fewestRequests {
        rows[directory.endpoint(hour.endpoint), default: []].append(EndpointFeatures.values(hour))
      }
    }
    var usual: [String: [Double]] = [:]
    var distances: [[Double]] = []
    for (name, hours) in rows.sorted(by: { $0.key < $1.key }) where hours.count >= fewestHours {
      let middle = EndpointFeatures.names.indices.map { column in
        Order.median(hours.map { $0[column] }) ?? 0
      }
      usual[name] = middle
      distances += hours.map { zip($0, middle).map { $0 - $1 } }
    }
    guard distances.count >= fewestRows else { return nil }
    let step = max(1, (distances.count + mostRows - 1) / mostRows)
    var matrix = FeatureMatrix(columns: EndpointFeatures.names.count)
    for place in stride(from: 0, to: distances.count, by: step) {
      try? matrix.append(distances[place])
    }
    return EndpointOutlierModel(
      forest: IsolationForest(training: matrix, contamination: 0.01), usual: usual,
      count: distances.count)
  }
}
