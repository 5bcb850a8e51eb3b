import Alerting

/// Where a live run hands its alerts in.
public protocol AlertDelivery {
  /// Takes an alert in; it is on the disk when this returns, whatever its receivers do.
  func submit(_ alert: Alert) -> Submission
  /// How each sink is doing.
  func status() -> [SinkStatus]
  /// Opens files anew that somebody may have moved.
  func reopen()
}

extension DeliveryHub: AlertDelivery {}
