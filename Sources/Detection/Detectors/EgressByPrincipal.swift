import Scoring

/// One principal receives far more bytes than any other: data leaving.
///
/// In a log: the bytes of one client's answers add up to megabytes in a minute, or to hundreds in a
/// day, at a service where others get kilobytes.
///
/// What looks most like it and must not ring: a large download by somebody (one file, below the
/// floor or as large as others' downloads), a nightly export that happens every night (its habit), a
/// shared address with many people behind it (many endpoints, many agents).
///
/// Numbers: the floor is 2 MiB a minute, 8 MiB an hour, 32 MiB a day, below which nothing of weight
/// leaves. Above it the service's own population decides, by peaks over threshold; without history
/// the detector is silent, and while there are fewer than three days of it, so that nobody can have a
/// habit, it is medium and says so; high from then on. Five times the population's 98th percentile is
/// asked for as well, so that a service with very even clients does not ring about a small difference.
///
/// OWASP API3:2023, API6:2023; ATT&CK T1567, T1030.
public struct EgressByPrincipal: PrincipalDetector {
  static let leastRatio = 5.0

  /// A detector.
  public init() {}

  /// Rings about bytes beyond floor, ratio and threshold.
  public func examine(_ suspect: Suspect, _ scene: Scene) -> Finding? {
    let aggregate = suspect.aggregate
    guard aggregate.bytes >= scene.floors.bytes, let population = scene.population else {
      return nil
    }
    let bytes = Double(aggregate.bytes)
    guard let surprise = population.bytes.surprise(bytes), surprise >= scene.threshold,
      bytes >= Self.leastRatio * population.bytes.quantile,
      !scene.isHabit(aggregate.key, \.bytes, bytes)
    else { return nil }
    // Many agents and endpoints at once are people behind one address.
    guard aggregate.agents.nonzeroBitCount < 8 else { return nil }
    return Finding(
      kind: .egressSurge, subject: scene.directory.subject(aggregate.key),
      severity: scene.habits.couldBeKnown ? .high : .medium,
      confidence: scene.confidence(surprise), surprise: surprise, span: scene.span,
      requests: Int(aggregate.requests),
      headline: "received \(Quantity.bytes(aggregate.bytes)) in \(scene.spanWords);"
        + " 98 % of clients receive less than \(Quantity.bytes(population.bytes.quantile))"
        + (scene.habits.couldBeKnown
          ? "" : "; too few days are known to say whether it always does"),
      reasons: [
        Reason(
          feature: "bytes", observed: bytes, expected: population.bytes.quantile,
          contribution: surprise, basis: scene.basis, test: population.bytes.test(of: bytes))
      ], evidence: scene.evidence(suspect.evidence))
  }
}
