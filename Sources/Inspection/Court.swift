/// Hears one field at a time: cuts it, decodes it, has the rule book judge each piece.
struct Court: Sendable {
  private var decoder = Decoder()
  private var evidence: Evidence
  private let book = RuleBook.standard

  init(explaining: Bool = false) { evidence = Evidence(explaining: explaining) }

  /// The reasons collected, where the court explains itself.
  var reasons: [SignReason] { evidence.reasons ?? [] }

  /// A path.
  mutating func path(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Verdict {
    guard !range.isEmpty else { return .clean }
    decoder.decode(bytes, range, plusIsSpace: false)
    let text = Text(decoder.output, field: .path, traits: decoder.traits)
    var verdict = judge(text)
    // The path after the first folder is where applications read values: `/get/' or 1=1`.
    if text.bytes.contains(where: {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\"")
        || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "$")
    }) {
      for part in text.bytes.split(separator: UInt8(ascii: "/"), maxSplits: 2) {
        verdict.formUnion(judge(Text(Array(part), field: .path, traits: decoder.traits)))
      }
    }
    return verdict
  }

  /// A query, parameter by parameter.
  mutating func query(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Verdict {
    var verdict = Verdict.clean
    var start = range.lowerBound
    var parameters = 0
    while start < range.upperBound, parameters < Court.mostParameters {
      var end = start
      while end < range.upperBound, bytes[end] != UInt8(ascii: "&") { end += 1 }
      if end > start { verdict.formUnion(parameter(start..<end, bytes)) }
      start = end + 1
      parameters += 1
    }
    return verdict
  }

  /// More parameters are judged as one piece of text by nobody: the request is judged by these.
  private static let mostParameters = 256

  private mutating func parameter(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Verdict {
    var equals = range.lowerBound
    while equals < range.upperBound, bytes[equals] != UInt8(ascii: "=") { equals += 1 }
    decoder.decode(bytes, range.lowerBound..<equals, plusIsSpace: true)
    let name = Text(decoder.output, field: .name, traits: decoder.traits)
    guard equals < range.upperBound else {
      var verdict = judge(name)
      verdict.formUnion(judge(Text(name.bytes, field: .value, traits: name.traits)))
      return verdict
    }
    let role = ParameterRole.of(name)
    var verdict = judge(name)
    decoder.decode(bytes, equals + 1..<range.upperBound, plusIsSpace: true)
    let value = Text(decoder.output, field: .value, role: role, traits: decoder.traits)
    verdict.formUnion(judge(value))
    if RequestLine.overrides(value) {
      verdict.prove(.methodAbuse)
      evidence.note(.methodAbuse, "a method put over the request's own", value, proves: true)
    }
    if isPayload(name) {
      let whole = Text(
        name.bytes + [UInt8(ascii: "=")] + value.bytes, field: .value, traits: value.traits)
      verdict.formUnion(judge(whole))
    }
    return verdict
  }

  /// True if a name has bytes that no name has: the `=` was part of what was sent.
  private func isPayload(_ name: Text) -> Bool {
    name.bytes.contains {
      switch $0 {
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: "("),
        UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "`"),
        UInt8(ascii: " "), UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "{"), 0x0a, 0x0d:
        true
      default: false
      }
    }
  }

  /// A referer: an address, whose parameters are values.
  mutating func referer(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Verdict {
    guard !range.isEmpty else { return .clean }
    decoder.decode(bytes, range, plusIsSpace: true)
    return judge(Text(decoder.output, field: .referer, traits: decoder.traits))
  }

  /// A user agent.
  mutating func agent(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Verdict {
    guard !range.isEmpty else { return .clean }
    decoder.decode(bytes, range, plusIsSpace: false)
    return judge(Text(decoder.output, field: .agent, traits: decoder.traits))
  }

  private mutating func judge(_ text: Text) -> Verdict {
    guard text.count > 0 else { return traits(of: text) }
    evidence.reset()
    book.judge(text, &evidence)
    var verdict = evidence.verdict
    verdict.formUnion(traits(of: text))
    if text.role.contains(.command), verdict.suspected.contains(.commandInjection) {
      verdict.suspected.insert(SignSet(.webshellAccess))
    }
    if Secrets.holds(text) {
      verdict.suspect(.secretInURL)
      evidence.note(.secretInURL, "a secret in an address", text, proves: false)
    }
    evidence.settle(verdict)
    return verdict
  }

  /// What the bytes themselves say: a NUL in readable text is nobody's accident.
  private mutating func traits(of text: Text) -> Verdict {
    var verdict = Verdict.clean
    guard text.traits.contains(.nul), !text.traits.contains(.high), !text.traits.contains(.control)
    else { return verdict }
    verdict.prove(.malformedRequests)
    evidence.note(.malformedRequests, "a NUL byte in readable text", text, proves: true)
    return verdict
  }

  /// The reason for a web shell, which takes path and query together.
  func webshellReason(_ query: Range<Int>, _ bytes: Span<UInt8>) -> SignReason {
    var text: [UInt8] = []
    for index in query.prefix(64) { text.append(bytes[index]) }
    return SignReason(
      sign: .webshellAccess, field: "query", fragment: String(decoding: text, as: UTF8.self),
      rule: WebshellAccess.scriptCommand.name.description,
      weight: WebshellAccess.scriptCommand.weight, proves: true)
  }
}
