/// The documents that a file or a webhook can be given.
public enum AlertFormat: String, Sendable, Hashable, CaseIterable {
  /// `tocsin.alert/1`; in a webhook wrapped as Standard Webhooks asks for.
  case standard = "tocsin"
  /// ArcSight Common Event Format.
  case cef
  /// Elastic Common Schema.
  case ecs
  /// OCSF Detection Finding.
  case ocsf

  /// The version that these documents name as the product's.
  static let productVersion = "0.1.0"

  /// What a webhook's header says of the body.
  var contentType: String { self == .cef ? "text/plain; charset=utf-8" : "application/json" }

  /// A webhook's body.
  func body(_ alert: Alert) -> [UInt8] {
    switch self {
    case .standard: StandardWebhook(alert).body
    case .cef, .ecs, .ocsf: document(alert)
    }
  }

  /// A line of a file, with its line break.
  func line(_ alert: Alert) -> [UInt8] {
    switch self {
    case .standard: alert.ndjson()
    case .cef, .ecs, .ocsf: document(alert) + [0x0a]
    }
  }

  private func document(_ alert: Alert) -> [UInt8] {
    switch self {
    case .standard: Array(alert.ndjson().dropLast())
    case .cef: Array(CEFPayload.make(alert, version: AlertFormat.productVersion).utf8)
    case .ecs: ECSPayload.make(alert)
    case .ocsf: OCSFPayload.make(alert, productVersion: AlertFormat.productVersion)
    }
  }
}
