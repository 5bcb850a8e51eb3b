/// A signed message after Standard Webhooks 1.0.0, for receivers of one's own.
///
/// The receiver can tell that it comes from whoever shares the secret, that nobody changed it, that
/// it is not an old one sent again (by the time of the attempt), and that a repetition is one (by
/// the id, which stays the same over retries).
public struct StandardWebhook: Sendable, Hashable {
  /// The message's id: no dots, at most what an alert's own id allows.
  public let id: String
  /// The body to POST.
  public let body: [UInt8]

  /// The message of an alert with another body than the usual one.
  init(_ alert: Alert, body: [UInt8]) {
    id = StandardWebhook.id(alert)
    self.body = body
  }

  /// The message of an alert: `{"type":"tocsin.incident.opened","timestamp":…,"data":{alert}}`.
  public init(_ alert: Alert) {
    id = StandardWebhook.id(alert)
    var json = JSONBytes()
    json.object { json in
      json.field("type", "tocsin.incident." + alert.event.rawValue)
      json.field("timestamp", UTCTime.rfc3339(alert.time))
      json.key("data")
      alert.write(to: &json)
    }
    body = json.bytes
  }

  /// Dots separate the parts that are signed; ours has none, an id from elsewhere may.
  private static func id(_ alert: Alert) -> String {
    alert.deliveryID.replacing(".", with: "-")
  }

  /// A key shared with the receiver.
  public struct Secret: Sendable, Hashable {
    let key: [UInt8]

    /// The key in a secret such as `whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw`; nothing where it is no
    /// base64 or does not have the 24 to 64 bytes that the standard asks for.
    public init?(_ text: String) {
      let coded = text.hasPrefix("whsec_") ? String(text.dropFirst(6)) : text
      guard let key = Base64.decode(coded), (24...64).contains(key.count) else { return nil }
      self.key = key
    }
  }

  /// The headers of one attempt, in order.
  /// - Parameters:
  ///   - time: Seconds since the Unix epoch, of this attempt.
  ///   - secrets: The keys, the current one first; two while a key is being changed.
  public func headers(at time: Int64, secrets: [Secret]) -> [(name: String, value: String)] {
    let signatures = secrets.map {
      StandardWebhook.signature(id: id, time: time, body: body, secret: $0)
    }
    return [
      ("content-type", "application/json"), ("webhook-id", id), ("webhook-timestamp", "\(time)"),
      ("webhook-signature", signatures.joined(separator: " ")),
    ]
  }

  /// The signature of one attempt, `v1,…`: of the id, the time and the body, with dots between.
  static func signature(id: String, time: Int64, body: [UInt8], secret: Secret) -> String {
    "v1," + Base64.encode(HMAC.sha256(key: secret.key, Array("\(id).\(time).".utf8) + body))
  }
}
