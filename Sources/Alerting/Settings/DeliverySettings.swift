import Foundation

/// Sinks and their routing together: what a hub is made from.
public struct DeliverySettings: Sendable {
  /// The sinks.
  public var sinks: [SinkSettings]
  /// Who hears of what.
  public var routing: RoutingSettings

  /// Settings.
  public init(sinks: [SinkSettings], routing: RoutingSettings = RoutingSettings()) {
    self.sinks = sinks
    self.routing = routing
  }

  /// The sinks and the routing, with all secrets read and all names checked.
  /// - Throws: `SettingsError`.
  public func make(
    _ context: SinkContext
  ) throws(SettingsError) -> (sinks: [DeliveryHub.Sink], routing: Routing) {
    let routing = try routing.make(for: sinks)
    var made: [DeliveryHub.Sink] = []
    for sink in sinks { made.append(try sink.make(context)) }
    return (made, routing)
  }
}

extension DeliveryHub {
  /// A hub for a configuration.
  /// - Parameters:
  ///   - outbox: Opened in the state directory, for example.
  ///   - context: What sinks are made with; its state directory is the outbox's usually.
  /// - Throws: `SettingsError`.
  public convenience init(
    _ settings: DeliverySettings, outbox: Outbox, context: SinkContext,
    clock: DeliveryClock = DeliveryClock(),
    report: @escaping @Sendable (String, Alert, DeliveryStage.Outcome) -> Void = { _, _, _ in }
  ) throws(SettingsError) {
    let (sinks, routing) = try settings.make(context)
    self.init(sinks: sinks, routing: routing, outbox: outbox, clock: clock, report: report)
  }

  /// Goes on with another configuration; where it cannot be used, with the former one.
  /// - Throws: `SettingsError`.
  public func reload(_ settings: DeliverySettings, context: SinkContext) throws(SettingsError) {
    let (sinks, routing) = try settings.make(context)
    reload(sinks: sinks, routing: routing)
  }
}
