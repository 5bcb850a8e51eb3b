/// Why a request bears a sign: one rule that applied, for the alert that has to explain itself.
public struct SignReason: Sendable, Hashable {
  /// The sign that the rule speaks for.
  public var sign: Sign
  /// Which part of the request: "path", "parameter value", "user agent".
  public var field: String
  /// The decoded piece of text that the rule applied to, with what stands around it. It is the
  /// client's own text: escape it and redact it before it is shown.
  public var fragment: String
  /// What the rule saw, as a phrase.
  public var rule: String
  /// What it adds to the family's evidence, in hundredths of a proof.
  public var weight: Int
  /// True if the evidence of its family in this text amounts to a proof.
  public var proves: Bool

  /// A reason.
  public init(
    sign: Sign, field: String, fragment: String, rule: String, weight: Int, proves: Bool = false
  ) {
    self.sign = sign
    self.field = field
    self.fragment = fragment
    self.rule = rule
    self.weight = weight
    self.proves = proves
  }
}

extension Text.Field {
  /// The field's name in an explanation.
  var label: String {
    switch self {
    case .path: "path"
    case .name: "parameter name"
    case .value: "parameter value"
    case .referer: "referer"
    case .agent: "user agent"
    }
  }
}

extension Text {
  /// A piece of the text with up to 16 bytes on either side, for people.
  func fragment(around range: Range<Int>) -> String {
    let start = max(0, min(range.lowerBound, count) - 16)
    let end = min(count, max(range.upperBound, start) + 16)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
