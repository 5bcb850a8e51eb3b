import Scoring
import Traffic

/// Server errors (5xx) go on at an endpoint that few ask for: no single minute has enough of them to be
/// sure (`ErrorSurge`), a quarter of an hour has.
///
/// In a log: two requests a minute, one of which fails, for ten minutes; or one in thirty of all, where
/// one in five hundred was usual.
///
/// What looks most like it and must not ring: a deploy or a restart, which is over within two minutes
/// (the two worst minutes do not count), one client that tries again and again what fails (three
/// clients are asked for), an endpoint that always fails a little (its own baseline).
///
/// Numbers: as `ErrorSurge`, the tail of a beta-binomial at the baseline's mean and concentration, which
/// were learned of single windows: over a quarter of an hour shares waver less, so it errs on the quiet
/// side. The floor is five errors and twice the usual share, beside those of the two worst minutes.
/// Medium; high where a quarter of twenty requests and more fails.
struct LastingErrors: Sendable {
  static let fewestClients = 3
  static let painfulErrors: UInt32 = 20

  /// What a block showed.
  struct Count: Sendable {
    /// Requests and errors of one window.
    struct Part: Sendable {
      var requests: UInt32 = 0
      var errors: UInt32 = 0
    }

    var all = Part()
    /// The windows with the most errors.
    var worst = (Part(), Part())
    /// The clients that got errors, one bit each by hash.
    var clientBits: UInt64 = 0
    var evidence: [KeptLine] = []

    /// Without the two worst windows.
    var rest: Part {
      Part(
        requests: all.requests &- worst.0.requests &- worst.1.requests,
        errors: all.errors &- worst.0.errors &- worst.1.errors)
    }

    /// Takes a window in. O(1).
    mutating func add(_ point: TrafficPoint) {
      all.requests &+= point.requests
      all.errors &+= point.serverErrors
      clientBits |= point.failedBits
      let part = Part(requests: point.requests, errors: point.serverErrors)
      if part.errors > worst.0.errors {
        worst = (part, worst.0)
      } else if part.errors > worst.1.errors {
        worst.1 = part
      }
      guard point.serverErrors > 0, evidence.count < SourceTally.linesKept else { return }
      evidence += (point.detail?.evidence ?? []).prefix(SourceTally.linesKept - evidence.count)
    }
  }

  /// Rings about a block whose errors last, beyond floor and threshold.
  func examine(_ count: Count, _ scene: TrafficScene) -> Finding? {
    let clients = BitmapCounter.estimate(of64: count.clientBits)
    let rest = count.rest
    guard clients >= Self.fewestClients,
      let reason = ErrorSurge.reason(errors: Int(rest.errors), of: Int(rest.requests), scene)
    else { return nil }
    let (all, surprise) = (count.all, reason.contribution)
    let share = Double(all.errors) / Double(max(all.requests, 1))
    let isPainful = share >= ErrorSurge.painfulShare && all.errors >= Self.painfulErrors
    var finding = Finding(
      kind: .errorSurge, subject: scene.subject, severity: isPainful ? .high : .medium,
      confidence: scene.confidence(surprise), surprise: surprise, span: scene.span,
      requests: Int(all.requests),
      headline: "\(Quantity.percent(share)) of requests to \(scene.place) failed with 5xx in a"
        + " quarter of an hour (\(all.errors) of \(all.requests), \(clients) clients);"
        + " usual is \(Quantity.percent(reason.expected))",
      reasons: [reason], evidence: scene.evidence(count.evidence))
    finding.isLasting = true
    return finding
  }
}
