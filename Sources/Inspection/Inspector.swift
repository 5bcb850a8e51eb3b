import AccessLog

/// Turns the text of requests into verdicts: which signs of a breach it bears.
///
/// Every field is first looked at byte by byte; what is plain is done with. What is not is looked
/// up among the texts seen lately, and only then decoded as a server would and judged by the rule
/// book. A verdict depends on the request alone, so any number of inspectors may share the work.
///
///     var inspector = Inspector()
///     var verdicts: [Verdict] = []
///     inspector.inspect(batch, into: &verdicts)
///
/// Memory: about 3 MB for the memos, whatever comes; the rule book is shared.
public struct Inspector: Sendable {
  private var court = Court()
  private var paths: VerdictMemo
  private var queries: VerdictMemo
  private var referers: VerdictMemo
  private var agents: VerdictMemo
  private let pathClasses = ByteClass.path
  private let queryClasses = ByteClass.query
  private let book = RuleBook.standard
  private let roles = ParameterRole.table

  /// An inspector with empty memos.
  public init() { self.init(places: 4096) }

  /// An inspector whose memos hold this many texts of each sort, a power of two.
  init(places: Int) {
    paths = VerdictMemo(places: places, longestKey: 96)
    queries = VerdictMemo(places: places, longestKey: 160)
    referers = VerdictMemo(places: places, longestKey: 160)
    agents = VerdictMemo(places: places, longestKey: 288)
  }

  /// Judges a batch: one verdict for each request, in their order.
  /// - Parameter verdicts: Filled anew; its capacity is reused.
  public mutating func inspect(_ batch: borrowing RequestBatch, into verdicts: inout [Verdict]) {
    verdicts.removeAll(keepingCapacity: true)
    verdicts.reserveCapacity(batch.requests.count)
    let bytes = batch.bytes.span
    for index in batch.requests.indices {
      verdicts.append(inspect(batch.requests[index], in: bytes))
    }
  }

  /// Judges one request. O(bytes of its fields), nothing allocated where its texts are plain or
  /// known.
  public mutating func inspect(_ request: borrowing Request, in bytes: Span<UInt8>) -> Verdict {
    var verdict = inspectLine(request, bytes)
    let path = request.path.offsets
    if !path.isEmpty { verdict.formUnion(inspectPath(path, bytes)) }
    let query = request.query.offsets
    if !query.isEmpty {
      var found = inspectQuery(query, bytes)
      if found.suspected.contains(.webshellAccess) { found.settleWebshell(path, bytes) }
      verdict.formUnion(found)
    }
    let referer = request.referer.offsets
    if !referer.isEmpty { verdict.formUnion(inspectReferer(referer, bytes)) }
    if !query.isEmpty, !referer.isEmpty,
      SessionFixation.judge(request, isLogIn: verdict.suspected.contains(.logInPath), bytes)
    {
      verdict.prove(.sessionFixation)
    }
    let agent = request.userAgent.offsets
    if !agent.isEmpty { verdict.formUnion(inspectAgent(agent, bytes)) }
    return verdict
  }

  /// The usual request lines by a glance: `GET` or `POST`, `HTTP/1.x` or `HTTP/2.0`, `/…`.
  private func inspectLine(_ request: borrowing Request, _ bytes: Span<UInt8>) -> Verdict {
    let target = request.target.offsets
    let method = request.method.offsets
    let version = request.version.offsets
    if !target.isEmpty, !method.isEmpty, version.count == 8,
      bytes[target.lowerBound] == UInt8(ascii: "/"),
      bytes[method.lowerBound] == UInt8(ascii: "G") && method.count == 3
        || bytes[method.lowerBound] == UInt8(ascii: "P") && method.count == 4
          && bytes[method.lowerBound + 1] == UInt8(ascii: "O")
    {
      let major = bytes[version.lowerBound + 5]
      let minor = bytes[version.lowerBound + 7]
      if major == UInt8(ascii: "1") && minor <= UInt8(ascii: "1")
        || major == UInt8(ascii: "2") && minor == UInt8(ascii: "0")
      {
        return .clean
      }
    }
    return RequestLine.judge(copy request, bytes)
  }

  private mutating func inspectPath(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Verdict {
    var seen: UInt8 = 0
    var pairs: UInt8 = 0
    var last: UInt8 = 0
    // Both in one pass: each step of the search waits for the one before it, the classes wait for
    // nothing.
    let hasPhrase = book.hasPathPhrase(bytes, range) { byte in
      let sort = pathClasses[Int(byte)]
      seen |= sort
      pairs |= sort & last
      last = sort
    }
    let isPlain = seen & ByteClass.hot == 0 && pairs == 0
    var verdict = Verdict.clean
    if !isPlain || hasPhrase {
      let place = paths.place(bytes, range)
      if let place, let known = paths.verdict(at: place, bytes, range) { return known }
      verdict = court.path(range, bytes)
      if PathHints.isStatic(bytes, range) { verdict.suspect(.staticFile) }
      if let place { paths.remember(verdict, at: place, bytes, range) }
    } else if seen & ByteClass.dot != 0, PathHints.isStatic(bytes, range) {
      verdict.suspect(.staticFile)
    }
    return verdict
  }

  private mutating func inspectQuery(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Verdict {
    var isSecret = false
    var index = range.lowerBound
    while index < range.upperBound {
      guard let end = plainParameter(index, range.upperBound, bytes, &isSecret) else {
        return knownQuery(range, bytes)
      }
      index = end
    }
    var verdict = Verdict.clean
    if isSecret { verdict.suspect(.secretInURL) }
    return verdict
  }

  /// The offset behind a parameter of plain bytes, nil if it needs a closer look.
  private func plainParameter(
    _ start: Int, _ end: Int, _ bytes: Span<UInt8>, _ isSecret: inout Bool
  ) -> Int? {
    var seen: UInt8 = 0
    var pairs: UInt8 = 0
    var last: UInt8 = 0
    var hash = WordHash.seed
    var index = start
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: "=") || byte == UInt8(ascii: "&") { break }
      let sort = queryClasses[Int(byte)]
      seen |= sort
      pairs |= sort & last
      last = sort
      hash = WordHash.step(hash, byte.lowered)
      index &+= 1
    }
    guard seen & (ByteClass.hot | ByteClass.dot) == 0, pairs & ~ByteClass.letter == 0 else {
      return nil
    }
    guard index < end, bytes[index] == UInt8(ascii: "=") else { return index &+ 1 }
    let valueStart = index &+ 1
    index = valueStart
    seen = 0
    pairs = 0
    last = 0
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: "&") { break }
      let sort = queryClasses[Int(byte)]
      seen |= sort
      pairs |= sort & last
      last = sort
      index &+= 1
    }
    guard seen & ByteClass.hot == 0, pairs & ByteClass.dot == 0 else { return nil }
    let length = index &- valueStart
    if length >= 3, let role = roles.meaning(hash: hash) {
      // A command or a method needs no more than letters: `cmd=whoami`.
      if !role.isDisjoint(with: [.command, .method]), seen & ByteClass.letter != 0 { return nil }
      if role.contains(.secret) { isSecret = true }
    }
    // A number as long as a card's, or something that begins like a token.
    if length >= 13, seen & ByteClass.letter == 0 ? length <= 19 : isTokenStart(bytes, valueStart) {
      return nil
    }
    return index &+ 1
  }

  private func isTokenStart(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    let first = bytes[start]
    let second = bytes[start &+ 1]
    switch (first, second) {
    case (UInt8(ascii: "e"), UInt8(ascii: "y")), (UInt8(ascii: "A"), UInt8(ascii: "K")),
      (UInt8(ascii: "A"), UInt8(ascii: "S")),
      (UInt8(ascii: "g"), UInt8(ascii: "h")), (UInt8(ascii: "g"), UInt8(ascii: "l")),
      (UInt8(ascii: "s"), UInt8(ascii: "k")),
      (UInt8(ascii: "r"), UInt8(ascii: "O")), (UInt8(ascii: "x"), UInt8(ascii: "o")),
      (UInt8(ascii: "A"), UInt8(ascii: "I")),
      (UInt8(ascii: "X"), UInt8(ascii: "H")), (UInt8(ascii: "a"), UInt8(ascii: "c")):
      return true
    default: return false
    }
  }

  private mutating func knownQuery(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Verdict {
    queries.recall(range, bytes) { court.query(range, bytes) }
  }

  private mutating func inspectReferer(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Verdict {
    referers.recall(range, bytes) { court.referer(range, bytes) }
  }

  private mutating func inspectAgent(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Verdict {
    agents.recall(range, bytes) { court.agent(range, bytes) }
  }

  /// Why a request bears its signs: every rule that applied, the telling ones first. Slow: for
  /// alerts, not for every line.
  public func explain(_ request: borrowing Request, in bytes: Span<UInt8>) -> [SignReason] {
    var court = Court(explaining: true)
    var reasons = RequestLine.reasons(copy request, bytes)
    _ = court.path(request.path.offsets, bytes)
    var query = court.query(request.query.offsets, bytes)
    if query.suspected.contains(.webshellAccess) {
      query.settleWebshell(request.path.offsets, bytes)
      if query.proven.contains(.webshellAccess) {
        reasons.append(court.webshellReason(request.query.offsets, bytes))
      }
    }
    _ = court.referer(request.referer.offsets, bytes)
    if SessionFixation.judge(request, isLogIn: true, bytes) {
      reasons.append(court.fixationReason(request.query.offsets, bytes))
    }
    _ = court.agent(request.userAgent.offsets, bytes)
    reasons += court.reasons
    var inspector = Inspector(places: 2)
    let verdict = inspector.inspect(request, in: bytes)
    reasons.removeAll { !verdict.suspected.contains($0.sign) }
    return reasons.enumerated().sorted {
      ($0.element.proves ? 0 : 1, -$0.element.weight, $0.offset)
        < ($1.element.proves ? 0 : 1, -$1.element.weight, $1.offset)
    }.map(\.element)
  }
}

extension Verdict {
  /// A parameter that runs a command is a web shell's if it was sent to a script.
  mutating func settleWebshell(_ path: Range<Int>, _ bytes: Span<UInt8>) {
    var index = path.upperBound
    let first = max(path.lowerBound, path.upperBound - 6)
    var isScript = false
    while index > first {
      index -= 1
      if bytes[index] == UInt8(ascii: ".") {
        let next = index + 1 < path.upperBound ? bytes[index + 1].lowered : 0
        isScript =
          next == UInt8(ascii: "p") || next == UInt8(ascii: "j") || next == UInt8(ascii: "a")
          || next == UInt8(ascii: "c")
        break
      }
    }
    if isScript { prove(.webshellAccess) } else { suspected.remove(SignSet(.webshellAccess)) }
  }
}
