/// What the text of a single request can give away. The names are those of the kinds of findings.
public enum Sign: UInt8, Sendable, CaseIterable {
  case sqlInjection
  case nosqlInjection
  case crossSiteScripting
  case pathTraversal
  case commandInjection
  case codeInjection
  case jndiInjection
  case serverSideRequestForgery
  case xmlInjection
  case ldapInjection
  case headerInjection
  case webshellAccess
  case sensitiveFileAccess
  case vulnerabilityScan
  case knownScanner
  case methodAbuse
  case malformedRequests
  case openProxyProbe
  case secretInURL
  /// The path reads like a log-in (`/login`, `/oauth/token`); no accusation by itself.
  case logInPath
  /// The path reads like an administrator's function; no accusation by itself.
  case administrationPath
  /// The path is a static file (`.css`, `.js`, `.png`, `.woff2`); no accusation by itself.
  case staticFile
  /// A session brought along in the address from another site.
  case sessionFixation
}

/// A set of signs in one word.
public struct SignSet: OptionSet, Sendable, Hashable {
  /// One bit for each sign, by its raw value.
  public var rawValue: UInt32

  /// A set from its bits.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The set of one sign.
  public init(_ sign: Sign) { self.rawValue = 1 << UInt32(sign.rawValue) }

  /// True if the sign is in the set.
  public func contains(_ sign: Sign) -> Bool { rawValue >> UInt32(sign.rawValue) & 1 != 0 }

  /// The signs in the set, in their order of declaration.
  public var signs: [Sign] { Sign.allCases.filter { contains($0) } }
}

/// What a request's text gives away.
public struct Verdict: Sendable, Hashable {
  /// Signs with some evidence: worth counting, not worth an alert by themselves.
  public var suspected: SignSet
  /// Signs that this single request proves beyond an honest explanation.
  public var proven: SignSet

  /// Nothing to see.
  public static let clean = Verdict(suspected: [], proven: [])

  /// A verdict from its two sets; `proven` signs belong into `suspected` too.
  public init(suspected: SignSet, proven: SignSet) {
    self.suspected = suspected
    self.proven = proven
  }
}
