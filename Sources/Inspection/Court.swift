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

  /// The reason for a session brought along, which takes query and referer together.
  func fixationReason(_ query: Range<Int>, _ bytes: Span<UInt8>) -> SignReason {
    var text: [UInt8] = []
    for index in query.prefix(64) { text.append(bytes[index]) }
    return SignReason(
      sign: .sessionFixation, field: "query", fragment: String(decoding: text, as: UTF8.self),
      rule: "a session in the address, from another page", weight: Evidence.proof, proves: true)
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
      // `x)&(y=*`: the joint of a filter, which is no joint of parameters.
      if end > start, end + 1 < range.upperBound, bytes[end - 1] == UInt8(ascii: ")"),
        bytes[end + 1] == UInt8(ascii: "(")
      {
        decoder.decode(bytes, range, plusIsSpace: true)
        verdict.formUnion(judge(Text(decoder.output, field: .value, traits: decoder.traits)))
      }
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
    verdict.formUnion(oddName(name))
    verdict.formUnion(overEncoded(equals + 1..<range.upperBound, bytes))
    decoder.decode(bytes, equals + 1..<range.upperBound, plusIsSpace: true)
    let value = Text(decoder.output, field: .value, role: role, traits: decoder.traits)
    verdict.formUnion(judge(value))
    if let inner = Base64Text.decoded(bytes, equals + 1..<range.upperBound) {
      let text = Text(inner, field: .value, role: role, traits: value.traits)
      verdict.formUnion(judge(text).without([.secretInURL, .serverSideRequestForgery]))
    }
    if RemoteInclusion.names(name), RemoteInclusion.isRemote(value) {
      verdict.prove(.pathTraversal)
      evidence.note(.pathTraversal, "a remote address in place of a folder", value, proves: true)
    }
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

  /// A name that is no name: a line end in it, or text behind its brackets (`a[1]b`), which languages
  /// read in different ways.
  private mutating func oddName(_ name: Text) -> Verdict {
    var verdict = Verdict.clean
    if name.bytes.contains(where: { $0 == 0x0a || $0 == 0x0d }) {
      verdict.prove(.headerInjection)
      evidence.note(.headerInjection, "a line end in a parameter's name", name, proves: true)
    }
    if let close = name.bytes.firstIndex(of: UInt8(ascii: "]")), close > 1,
      let open = name.bytes.firstIndex(of: UInt8(ascii: "[")), open > 0, open < close,
      name[close + 1].isWord
    {
      verdict.prove(.malformedRequests)
      evidence.note(.malformedRequests, "text behind a parameter's brackets", name, proves: true)
    }
    return verdict
  }

  /// A value whose letters are percent-encoded, which is for filters and not for servers: RFC 3986
  /// §2.3 has no producer encode them.
  private mutating func overEncoded(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Verdict {
    var escaped = 0
    var plain = 0
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < range.upperBound,
        let high = bytes[index + 1].hexValue, let low = bytes[index + 2].hexValue
      {
        let byte = high << 4 | low
        if byte.isDigit || byte.lowered.isLetter && byte < 0x80 { escaped += 1 }
        index += 3
      } else {
        if bytes[index].lowered.isLetter || bytes[index].isDigit { plain += 1 }
        index += 1
      }
    }
    guard escaped >= 6, escaped > plain else { return .clean }
    var verdict = Verdict.clean
    verdict.prove(.malformedRequests)
    if evidence.isExplaining {
      let text = Text(range.prefix(64).map { bytes[$0] }, field: .value)
      evidence.note(.malformedRequests, "letters that were percent-encoded", text, proves: true)
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

extension Verdict {
  /// The verdict without some signs.
  func without(_ signs: [Sign]) -> Verdict {
    let kept = signs.reduce(into: SignSet(rawValue: .max)) { $0.remove(SignSet($1)) }
    return Verdict(
      suspected: suspected.intersection(kept), proven: proven.intersection(kept))
  }
}
