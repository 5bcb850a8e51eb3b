/// Counts messages against a rate: a token bucket that holds a stretch's worth of messages and fills
/// evenly (J. Turner, "New Directions in Communications", IEEE Communications Magazine, 1986).
struct RateGate: Sendable, Hashable {
  private let rate: DeliveryPolicy.Rate?
  private var tokens: Double
  private var filledAt: Double?

  init(_ rate: DeliveryPolicy.Rate?) {
    self.rate = rate
    tokens = Double(rate?.messages ?? 0)
  }

  /// Takes a message's token.
  /// - Returns: Seconds to wait until there is one; 0 where it was taken.
  mutating func take(at now: Double) -> Double {
    guard let rate else { return 0 }
    fill(at: now)
    guard tokens < 1 else {
      tokens -= 1
      return 0
    }
    // A little more than what is missing, so that rounding does not make a second, tiny wait.
    return (1 - tokens) * rate.seconds / Double(rate.messages) + 0.001
  }

  /// True where nothing was sent for so long that all tokens are back: a storm is over.
  mutating func isFull(at now: Double) -> Bool {
    guard let rate else { return true }
    fill(at: now)
    return tokens >= Double(rate.messages)
  }

  private mutating func fill(at now: Double) {
    guard let rate else { return }
    // A clock that was set back adds nothing.
    let passed = max(0, now - (filledAt ?? now))
    tokens = min(Double(rate.messages), tokens + passed * Double(rate.messages) / rate.seconds)
    filledAt = now
  }
}
