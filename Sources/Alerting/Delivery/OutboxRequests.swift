import Foundation

/// What `tocsin outbox` asks of a running `tocsin watch`, which alone may write the outbox: a file in
/// the state directory that the hub looks for every few seconds.
public struct OutboxRequest: Sendable, Hashable, Codable {
  /// What is asked for.
  public enum Action: String, Sendable, Hashable, Codable {
    /// Dead letters are to be tried again.
    case retry
    /// Dead letters or waiting alerts are to be forgotten.
    case drop
  }

  /// What is asked for.
  public var action: Action
  /// The incident's id; all where there is none.
  public var id: String?
  /// The sink; all where there is none.
  public var sink: String?

  /// A request.
  public init(_ action: Action, id: String? = nil, sink: String? = nil) {
    self.action = action
    self.id = id
    self.sink = sink
  }

  func means(_ alert: Alert, of name: String) -> Bool {
    (id == nil || id == alert.id) && (sink == nil || sink == name)
  }

  static func path(_ directory: String) -> String { directory + "/outbox-requests.ndjson" }

  /// Leaves the request for whoever uses the outbox.
  public func leave(in directory: String) throws(Outbox.Failure) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let line = try? encoder.encode(self) else { return }
    try SmallFile.append(Array(line) + [0x0a], to: OutboxRequest.path(directory))
  }
}

extension Outbox {
  /// Does what was asked for.
  /// - Returns: How many alerts it was done to.
  @discardableResult
  public func perform(_ request: OutboxRequest, at time: Double) throws(Failure) -> Int {
    let letters = try deadLetters.take { request.means($0.alert, of: $0.sink) }
    switch request.action {
    case .retry:
      try retry(letters, at: time)
      return letters.count
    case .drop:
      var count = letters.count
      for sink in sinks {
        for alert in waiting(for: sink) where request.means(alert, of: sink) {
          try settle(alert, with: sink)
          count += 1
        }
      }
      return count
    }
  }

  /// Does what was left in the state directory to be done.
  func takeRequests(at time: Double) throws(Failure) {
    let path = OutboxRequest.path(directory)
    guard let data = try? Data(contentsOf: URL(filePath: path)) else { return }
    // Taken away first: a request that fails must not be repeated for ever.
    unlink(path)
    for line in data.split(separator: 0x0a) {
      guard let request = try? JSONDecoder().decode(OutboxRequest.self, from: line) else {
        continue
      }
      try perform(request, at: time)
    }
  }
}
