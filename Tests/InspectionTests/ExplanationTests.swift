import Inspection
import Testing

@Suite struct ExplanationTests {
  @Test func theTellingRuleComesFirst() {
    let reasons = Probe(value: "1' or 1=1-- -", name: "id").reasons
    #expect(
      reasons.first
        == SignReason(
          sign: .sqlInjection, field: "parameter value", fragment: "1' or 1=1-- -",
          rule: "a comparison of constants joined to a condition", weight: 100, proves: true))
  }

  @Test func everySignHasAReason() {
    for attack in Attacks.targets {
      let probe = Probe(attack.text)
      #expect(probe.reasons.contains { $0.sign == attack.sign && $0.proves }, "\(attack.text)")
    }
  }

  @Test func whatIsNotInTheVerdictIsNotExplained() {
    for value in HonestValues.clean {
      let probe = Probe(value: value)
      let signs = Set(probe.verdict.suspected.signs)
      #expect(probe.reasons.allSatisfy { signs.contains($0.sign) })
    }
  }

  @Test func theFragmentIsDecodedAndShort() {
    let padding = String(repeating: "a", count: 200)
    let reasons = Probe("/x?q=\(padding)%2527%2520or%25201%253D1--").reasons
    #expect(reasons.first?.fragment == "aaaaaaaaaaa' or 1=1--")
  }
}
