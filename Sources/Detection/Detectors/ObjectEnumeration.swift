import Scoring
import Traffic

/// One principal goes through the objects of an endpoint, one after the other (BOLA, IDOR).
///
/// In a log: `GET /customers/41000`, `/customers/41001`, … by one client: far more different ids
/// than others fetch, often in sequence, some refused (403, 404) and some not.
///
/// What looks most like it and must not ring: a page that loads a list's fifty objects one by one
/// (once, not for an hour), an integration that fetches whatever changed (many ids of one endpoint,
/// every day: its habit), a client that polls the same object for ever (one id).
///
/// Numbers: within a minute a further object from an honest client is about 9 in 10 as likely as the
/// one before (0.05 of surprise each), within an hour 0.015, within a day 0.004. That is where the
/// posterior begins (`DoublingTail`) that is learned from how far others go through the same endpoint:
/// it serves a service with a dozen clients and one with a million. An object that was handed out
/// counts fully, one that was refused half. A step to the next
/// number adds as much again twice over: two ids chosen independently out of thousands are
/// neighbours about once in a thousand, but lists are shown in the order of their ids, so a step is
/// believed to be honest four times in five within a minute. A walk in sequence is judged at least
/// by general experience, because no history makes counting upwards normal.
///
/// OWASP API1:2023 Broken Object Level Authorization; ATT&CK T1087, T1213.
public struct ObjectEnumeration: PrincipalDetector {
  static let weightOfObject = [0.05, 0.015, 0.004]
  static let weightOfStep = [0.1, 0.03, 0.008]
  /// From this share of steps on, a walk is one in sequence.
  static let sequentialShare = 0.5
  /// From this share of refusals (401, 403, 404, 410) on, ids are guessed.
  static let guessedShare = 0.1

  /// A detector.
  public init() {}

  /// Rings about the widest walk of the principal.
  public func examine(_ suspect: Suspect, _ scene: Scene) -> Finding? {
    let walk = suspect.aggregate.walks.widest
    let objects = walk.objects.estimate
    // Ids of paths that no endpoint answers are a matter of content discovery.
    guard objects >= scene.floors.objects, walk.endpoint != Endpoint.unknown else { return nil }
    let level = min(scene.level, 2)
    let handedOut = Double(walk.successes) / Double(max(walk.requests, 1))
    let amount = Double(objects >= BitmapCounter.limit ? Int(walk.requests) : objects)
    let counted = amount * (0.5 + 0.5 * min(handedOut, 1))
    let ofObjects = Self.weightOfObject[level] * counted
    let learned = learned(walk, scene, counted, prior: ofObjects)
    let ofSteps = Self.weightOfStep[level] * Double(walk.sequentialSteps)
    let isSequential =
      Double(walk.sequentialSteps) >= Self.sequentialShare * Double(walk.requests)
    // Many hosts of one network fetch many objects; only one after the other is one walk.
    guard isSequential || !suspect.aggregate.key.isNetwork else { return nil }
    let surprise = isSequential ? max(ofObjects, learned) + ofSteps : learned
    guard surprise >= scene.threshold,
      !scene.isHabit(suspect.aggregate.key, \.objects, Double(objects))
    else { return nil }
    return finding(suspect, scene, walk, surprise, isSequential: isSequential)
  }

  /// How surprising so many objects are among those who use the endpoint.
  ///
  /// A walk of which a good part is refused guesses ids, which nobody does who follows links: what
  /// others do counts fully. A walk that is answered may be a service's largest customer on its first
  /// day: others can make it ordinary, but not more surprising than experience says, and the whole
  /// population has to agree.
  private func learned(
    _ walk: ObjectWalk, _ scene: Scene, _ counted: Double, prior: Double
  ) -> Double {
    let objects = Double(walk.objects.estimate)
    guard let tail = scene.tail(of: walk.endpoint) else {
      return scene.surprise(prior: prior, \.objects, objects)
    }
    let weight = Self.weightOfObject[min(scene.level, 2)]
    let surprise = tail.surprise(counted, weight: weight)
    let guessed = Double(walk.refusals) >= Self.guessedShare * Double(walk.requests)
    return guessed
      ? surprise : scene.surprise(prior: min(surprise, prior), \.objects, objects)
  }

  private func finding(
    _ suspect: Suspect, _ scene: Scene, _ walk: ObjectWalk, _ surprise: Double,
    isSequential: Bool
  ) -> Finding {
    let objects = walk.objects.estimate
    let count = objects >= BitmapCounter.limit ? "more than \(objects)" : "\(objects)"
    let order = isSequential ? " in sequence" : ""
    let handedOut = Int(walk.successes)
    return Finding(
      kind: .objectEnumeration, subject: scene.directory.subject(suspect.aggregate.key),
      severity: handedOut >= scene.floors.objects / 2 ? .high : .medium,
      confidence: scene.confidence(surprise), surprise: surprise, span: scene.span,
      requests: Int(walk.requests),
      headline: "fetched \(count) different objects of \(scene.directory.endpoint(walk.endpoint))"
        + "\(order) in \(scene.spanWords), \(handedOut) of \(walk.requests) answered",
      gotIn: false, reasons: reasons(walk, scene, surprise),
      evidence: scene.evidence(suspect.evidence))
  }

  private func reasons(_ walk: ObjectWalk, _ scene: Scene, _ surprise: Double) -> [Reason] {
    let level = min(scene.level, 2)
    let steps = min(Self.weightOfStep[level] * Double(walk.sequentialSteps), surprise)
    var reasons = [
      Reason(
        feature: "distinctObjects", observed: Double(walk.objects.estimate),
        expected: scene.expected(\.objects), contribution: surprise - steps, basis: scene.basis)
    ]
    if walk.sequentialSteps > 0 {
      reasons.append(
        Reason(
          feature: "sequentialSteps", observed: Double(walk.sequentialSteps), expected: 0,
          contribution: steps, basis: "ids chosen independently are hardly ever neighbours"))
    }
    return reasons
  }
}
