/// What the documents, the alerts and the reports say about a kind.
public struct KindEntry: Sendable, Hashable {
  /// The kind in words, for headings: "Object enumeration".
  public var name: String
  /// The entries of the OWASP API Security Top 10 2023 that it belongs to; empty where none fits.
  public var owasp: [OWASPCategory]
  /// The MITRE ATT&CK techniques, such as `T1110.004`; empty where none fits.
  public var attack: [String]
  /// The OWASP Automated Threats, such as `OAT-011`; empty where none fits.
  public var automatedThreats: [String]
  /// True where "did they get in" is a question that makes sense. It makes none for an outage.
  public var isAttack: Bool
  /// What it means, in one sentence.
  public var meaning: String
  /// What to do next where nothing says that they got in.
  public var advice: String
  /// What to do next where the evidence says that they got in.
  public var adviceIfIn: String

  /// An entry of the catalogue.
  init(
    _ name: String, owasp: [OWASPCategory] = [], attack: [String] = [],
    automatedThreats: [String] = [], isAttack: Bool = true, meaning: String, advice: String,
    adviceIfIn: String
  ) {
    self.name = name
    self.owasp = owasp
    self.attack = attack
    self.automatedThreats = automatedThreats
    self.isAttack = isAttack
    self.meaning = meaning
    self.advice = advice
    self.adviceIfIn = adviceIfIn
  }

  /// What to do next.
  public func advice(gotIn: Bool) -> String { gotIn ? adviceIfIn : advice }
}

/// An entry of the OWASP API Security Top 10 2023 (owasp.org/API-Security/editions/2023).
public enum OWASPCategory: String, Sendable, Hashable, CaseIterable {
  case api1 = "API1:2023"
  case api2 = "API2:2023"
  case api3 = "API3:2023"
  case api4 = "API4:2023"
  case api5 = "API5:2023"
  case api6 = "API6:2023"
  case api7 = "API7:2023"
  case api8 = "API8:2023"
  case api9 = "API9:2023"
  case api10 = "API10:2023"

  /// The entry's own title.
  public var title: String {
    switch self {
    case .api1: "Broken Object Level Authorization"
    case .api2: "Broken Authentication"
    case .api3: "Broken Object Property Level Authorization"
    case .api4: "Unrestricted Resource Consumption"
    case .api5: "Broken Function Level Authorization"
    case .api6: "Unrestricted Access to Sensitive Business Flows"
    case .api7: "Server Side Request Forgery"
    case .api8: "Security Misconfiguration"
    case .api9: "Improper Inventory Management"
    case .api10: "Unsafe Consumption of APIs"
    }
  }
}
