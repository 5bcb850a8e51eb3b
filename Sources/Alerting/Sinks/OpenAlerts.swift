import Foundation

/// The alerts that a sink has to remember over a restart: a small file, written as a whole.
public struct OpenAlerts: Sendable {
  private let path: String

  /// The alerts in a file, which need not be there yet.
  public init(path: String) { self.path = path }

  /// The alerts as they were last saved; none where they cannot be read.
  func load() -> [Alert] {
    guard let data = try? Data(contentsOf: URL(filePath: path)) else { return [] }
    return data.split(separator: 0x0a).compactMap { AlertReader.read($0) }
  }

  /// Saves the alerts. Where that fails the sink forgets them when the process ends, no more.
  func save(_ alerts: [Alert]) {
    try? SmallFile.replace(Array(alerts.map { $0.ndjson() }.joined()), at: path)
  }
}
