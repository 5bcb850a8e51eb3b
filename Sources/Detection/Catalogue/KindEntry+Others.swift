// Automation, inventory and hygiene, learned outliers.
extension KindEntry {
  static let scraping = KindEntry(
    "Scraping", owasp: [.api6], automatedThreats: ["OAT-011"],
    meaning: "A machine takes the catalogue, object by object.",
    advice:
      "Decide whether you mind. If so: require a key, limit the rate by key, answer fewer objects to those who are not logged in.",
    adviceIfIn:
      "The data has been taken: suspend the key or block the client, list what it covered, and check whether personal data was in it (a breach may have to be reported)."
  )

  static let userAgentRotation = KindEntry(
    "User agent rotation", owasp: [.api6], automatedThreats: ["OAT-011"],
    meaning: "One source changes its user agent more often than a shared address explains.",
    advice:
      "Find out whether the address is a company's or a carrier's gateway. If not, rate-limit or challenge it.",
    adviceIfIn: "Block the source and go through its requests answered with 2xx.")

  static let suspiciousAgent = KindEntry(
    "Suspicious agent", owasp: [.api6], automatedThreats: ["OAT-011"],
    meaning: "A client that claims to be a browser or a search bot and does not behave like one.",
    advice:
      "For a search bot, check its address by reverse and forward DNS as the engine documents. Challenge or rate-limit the client otherwise.",
    adviceIfIn: "Block the client and go through its requests answered with 2xx.")

  static let newEndpoint = KindEntry(
    "New endpoint", owasp: [.api9], isAttack: false,
    meaning: "An endpoint answers that has never been seen before (shadow API).",
    advice:
      "Ask who released it. If nobody did, take it down; if somebody did, check that it asks for authentication and is documented.",
    adviceIfIn:
      "Nobody released it and it answers: take it down, find who put it there, and look for a web shell or debug route beside it."
  )

  static let undocumentedEndpoint = KindEntry(
    "Undocumented endpoint", owasp: [.api9], isAttack: false,
    meaning: "An endpoint answers that is not in the OpenAPI document.",
    advice: "Document it or take it down; check that it asks for authentication.",
    adviceIfIn: "Take it down, then list who called it and what they were answered.")

  static let deprecatedEndpoint = KindEntry(
    "Deprecated endpoint", owasp: [.api9], isAttack: false,
    meaning: "An old version that had gone quiet is used again (zombie API).",
    advice:
      "Find out who calls it. Old versions miss the newer checks: answer 410, or give it the same checks as the new one.",
    adviceIfIn: "Answer 410 for the old version now, then list what its callers were answered.")

  static let secretInURL = KindEntry(
    "Secret in URL", owasp: [.api2, .api8], attack: ["T1552"], isAttack: false,
    meaning:
      "Tokens, keys, passwords or personal data stand in URLs, and so in logs and histories.",
    advice:
      "Rotate the secrets, move them into a header or the body, and clean the logs that hold them (PCI DSS 3, GDPR).",
    adviceIfIn:
      "Somebody used a secret that stood in a URL: rotate it now, list what was done with it, move it into a header, clean the logs."
  )

  static let clientOutlier = KindEntry(
    "Client outlier", isAttack: false,
    meaning: "A client whose traffic as a whole resembles nobody else's.",
    advice:
      "Read the features that stand out and the evidence: a new integration, a broken client or an attack? Ask its owner before you block it.",
    adviceIfIn: "Suspend the client's credential and go through its requests answered with 2xx.")

  static let endpointOutlier = KindEntry(
    "Endpoint outlier", isAttack: false,
    meaning: "An endpoint whose traffic as a whole resembles neither its past nor the others.",
    advice:
      "Read the features that stand out: a new release, a new kind of client, or somebody who found a way to use it that was not meant?",
    adviceIfIn: "Restrict the endpoint and go through its requests of the window answered with 2xx."
  )
}
