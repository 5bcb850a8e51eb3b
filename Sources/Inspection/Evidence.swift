/// A rule of a grammar: its name, the sign it speaks for, and how much it says.
struct Rule: Sendable {
  /// What it saw, as a phrase for the alert: "a comparison of two constants behind OR".
  let name: StaticString
  let sign: Sign
  /// What it adds to the family's evidence: see `Evidence`.
  let weight: Int

  init(_ sign: Sign, _ weight: Int, _ name: StaticString) {
    self.name = name
    self.sign = sign
    self.weight = weight
  }
}

/// What speaks against one text, family by family, in hundredths of a proof.
///
/// Weights add up within a family. Their scale: 100 has no honest explanation; 60…90 is an attack
/// more often than not, yet a developer's search or a pasted snippet may contain it; 30…50 is
/// found in honest text now and then; 20 and less is common in it and only ever supports the rest.
/// A rule counts once in a text, however often it applies.
struct Evidence: Sendable {
  /// No honest explanation is left.
  static let proof = 100
  /// More than common words and signs make by chance: two supporting rules, or one telling one.
  static let suspicion = 40

  /// Signs that say what a path is for, and accuse nobody.
  static let hints: SignSet = [
    SignSet(.logInPath), SignSet(.administrationPath), SignSet(.staticFile), SignSet(.secretInURL),
  ]

  private var weights = [Int](repeating: 0, count: Sign.allCases.count)
  private var counted: [Int] = []
  private var touched: SignSet = []
  private var settled = 0
  /// The reasons, kept only while an alert is being explained.
  private(set) var reasons: [SignReason]?
  /// True while reasons are kept.
  var isExplaining: Bool { reasons != nil }

  /// No evidence yet.
  init(explaining: Bool = false) {
    counted.reserveCapacity(32)
    reasons = explaining ? [] : nil
  }

  /// Starts over with the next text; reasons stay.
  mutating func reset() {
    guard !touched.isEmpty else { return }
    for sign in touched.signs { weights[Int(sign.rawValue)] = 0 }
    touched = []
    counted.removeAll(keepingCapacity: true)
  }

  /// A rule of a grammar applies to a part of the text.
  mutating func add(_ rule: Rule, _ text: Text, _ range: Range<Int>) {
    let identity = Int(bitPattern: UInt(bitPattern: rule.name.utf8Start))
    guard rule.weight > 0, !counted.contains(identity) else { return }
    counted.append(identity)
    count(rule.sign, rule.weight, rule.name, text, range)
  }

  /// A phrase was found.
  mutating func add(_ phrase: Phrase, index: Int, _ text: Text, _ range: Range<Int>) {
    guard phrase.weight > 0, !counted.contains(index) else { return }
    counted.append(index)
    count(phrase.sign, Int(phrase.weight), phrase.text, text, range)
  }

  private mutating func count(
    _ sign: Sign, _ weight: Int, _ name: StaticString, _ text: Text, _ range: Range<Int>
  ) {
    touched.insert(SignSet(sign))
    weights[Int(sign.rawValue)] = min(weights[Int(sign.rawValue)] + weight, 10_000)
    guard reasons != nil else { return }
    reasons?.append(
      SignReason(
        sign: sign, field: text.field.label, fragment: text.fragment(around: range),
        rule: name.description, weight: weight))
  }

  /// Keeps a reason that no weight stands for.
  mutating func note(_ sign: Sign, _ rule: String, _ text: Text, proves: Bool) {
    reasons?.append(
      SignReason(
        sign: sign, field: text.field.label,
        fragment: text.fragment(around: 0..<min(text.count, 48)),
        rule: rule, weight: Evidence.proof, proves: proves))
  }

  /// Closes a text: the reasons of proven families say so.
  mutating func settle(_ verdict: Verdict) {
    guard let kept = reasons else { return }
    for index in settled..<kept.count where verdict.proven.contains(kept[index].sign) {
      reasons?[index].proves = true
    }
    settled = kept.count
  }

  /// The evidence of a family so far.
  func weight(_ sign: Sign) -> Int { weights[Int(sign.rawValue)] }

  /// What the weights amount to.
  var verdict: Verdict {
    guard !touched.isEmpty else { return .clean }
    var verdict = Verdict.clean
    for sign in touched.signs {
      if weights[Int(sign.rawValue)] >= Evidence.suspicion {
        verdict.suspected.insert(SignSet(sign))
      }
      if weights[Int(sign.rawValue)] >= Evidence.proof, !Evidence.hints.contains(sign) {
        verdict.proven.insert(SignSet(sign))
      }
    }
    return verdict
  }
}
