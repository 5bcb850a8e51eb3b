/// How fast one sink is told, and what is said together: what a receiver, or whoever reads it, bears.
public struct DeliveryPolicy: Sendable, Hashable {
  /// Messages in a stretch of time.
  public struct Rate: Sendable, Hashable {
    /// How many.
    public var messages: Int
    /// In how many seconds.
    public var seconds: Double

    /// A rate.
    public init(messages: Int, per seconds: Double) {
      self.messages = max(1, messages)
      self.seconds = max(0.001, seconds)
    }
  }

  /// The most messages that are sent; as many as come where there is none.
  public var rate: Rate?
  /// True to say in one message what waits when the rate is used up.
  public var summarisesStorms: Bool
  /// Seconds after a message about an incident in which another "worse now" is left out, unless it
  /// is graver or they got in.
  public var followUpInterval: Double

  /// A policy; the default sends everything at once.
  public init(
    rate: Rate? = nil, summarisesStorms: Bool = false, followUpInterval: Double = 0
  ) {
    self.rate = rate
    self.summarisesStorms = summarisesStorms
    self.followUpInterval = max(0, followUpInterval)
  }

  /// For sinks that people read: ten messages at once, then one each half a minute with all that has
  /// come meanwhile. A person reads no faster, and no chat's own limit is reached (Slack: about one
  /// a second; Discord: five in two seconds; PagerDuty: 120 a minute).
  public static let people = DeliveryPolicy(
    rate: Rate(messages: 10, per: 300), summarisesStorms: true, followUpInterval: 600)
}
