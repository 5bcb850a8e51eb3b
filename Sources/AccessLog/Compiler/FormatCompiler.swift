/// Makes a parser of what the user gives as `--format`: a name, or a server's own format text.
public enum FormatCompiler {
  /// The parser of a format.
  ///
  /// Understood are the names of the catalog and their aliases; the format texts of nginx
  /// (`$remote_addr …`), Apache and Tomcat (`%h …`), Envoy (`%START_TIME% …`), HAProxy
  /// (`%ci:%cp …`) and Gunicorn (`%(h)s …`), also where they are JSON objects, and together with
  /// the directive around them (`log_format main '…';`, `LogFormat "…" combined`); `#Fields: …`
  /// of W3C logs; several names for a mixed log (`combined + nginx-error`); `json: client=a.b, status=code` for JSON logs with keys of their own; and
  /// Tocsin's own notation (`<client> [<time>] …`). A prefix such as `tomcat9:` says whose text it
  /// is.
  public static func parser(for format: String) throws(FormatError) -> any LineParser {
    if let at = format.range(ofLast: " in "),
      let wrapper = Wrapper(rawValue: String(format[at.upperBound...]))
    {
      return WrappedLog(wrapper, try parser(for: String(format[..<at.lowerBound])))
    }
    if let mixed = mixed(format) { return mixed }
    let name = aliases[format] ?? format
    if let known = FormatCatalog.format(named: name) { return known.makeParser() }
    if format.hasPrefix("#Fields:") { return W3CLog(fields: String(format.dropFirst(8))) }
    if format.hasPrefix("json:") { return try JSONMapping.parser(format) }
    let text = Directive(format)
    guard let dialect = dialect(of: text.text, server: text.server) else {
      let known = FormatCatalog.all.map(\.name) + aliases.keys.sorted()
      throw .unknown("format", format, at: 1, known: known)
    }
    do {
      if text.text.drop(while: { $0 == " " }).hasPrefix("{") {
        var json = JSONFormat(dialect: dialect)
        return JSONLog(schema: try json.schema(text.text))
      }
      return LayoutLog([try layout(dialect(text.text))])
    } catch {
      throw FormatError(text.column(error.column), error.reason)
    }
  }

  /// The parser of `combined + nginx-error`: several names of the catalog; nil for anything else.
  static func mixed(_ format: String) -> (any LineParser)? {
    var names: [Substring] = []
    var rest = format[...]
    while let plus = rest.firstRange(of: " + ") {
      names.append(rest[..<plus.lowerBound])
      rest = rest[plus.upperBound...]
    }
    guard !names.isEmpty else { return nil }
    let parsers = (names + [rest]).compactMap {
      FormatCatalog.format(named: aliases[String($0)] ?? String($0))?.makeParser()
    }
    return parsers.count == names.count + 1 ? MixedLog(parsers) : nil
  }

  /// Other names for formats of the catalog.
  private static let aliases = [
    "common": "combined", "clf": "combined", "vhost_combined": "combined", "apache": "combined",
    "nginx": "combined", "main": "combined", "ingress-nginx": "combined", "traefik": "combined",
    "tomcat": "combined", "gunicorn": "combined", "cloudfront": "w3c",
    "ndjson": "json", "ecs": "json", "istio-json": "envoy-json", "alb": "aws-alb",
    "elb": "aws-elb", "s3": "aws-s3", "npm": "nginx-proxy-manager", "django": "uvicorn",
  ]

  private typealias Dialect = (String) throws(FormatError) -> [PlacedPart]

  /// Whose format text it is: said by a prefix, or told by the marks in it.
  private static func dialect(of text: String, server: String?) -> Dialect? {
    let apache: Dialect = { text throws(FormatError) in try ApacheFormat().parts(text) }
    let nginx: Dialect = { text throws(FormatError) in try NginxFormat.parts(text) }
    let envoy: Dialect = { text throws(FormatError) in try EnvoyFormat.parts(text) }
    let haproxy: Dialect = { text throws(FormatError) in try HAProxyFormat.parts(text) }
    let gunicorn: Dialect = { text throws(FormatError) in try GunicornFormat.parts(text) }
    switch server {
    case "apache", "tomcat": return apache
    case "tomcat9":
      return { text throws(FormatError) in try ApacheFormat(unitOfD: .milliseconds).parts(text) }
    case "nginx": return nginx
    case "envoy", "istio": return envoy
    case "haproxy": return haproxy
    case "gunicorn": return gunicorn
    default: break
    }
    if text.contains("%(") { return gunicorn }
    if ["%REQ(", "%START_TIME", "%RESPONSE_CODE", "%PROTOCOL%"].contains(where: text.contains) {
      return envoy
    }
    if ["%ci", "%[", "%ST", "%tr", "%HM", "%{+Q}"].contains(where: text.contains) {
      return haproxy
    }
    if text.contains("$") { return nginx }
    if text.contains("%") { return apache }
    let own: Dialect = { text throws(FormatError) in try OwnFormat.parts(text) }
    return text.contains("<") ? own : nil
  }

  /// A layout from placed parts: of several parts for one field the best one is kept, and where no
  /// other client is, the last hop of X-Forwarded-For is the client.
  private static func layout(_ placed: [PlacedPart]) throws(FormatError) -> TextLayout {
    var placed = joinTarget(placed)
    var best: [Int: Int] = [:]
    for (index, item) in placed.enumerated() {
      guard case .field(let kind, _) = item.part, kind != .ignored, !kind.addsUp else { continue }
      if let other = best[kind.slot] {
        let loser = item.rank < placed[other].rank ? other : index
        placed[loser].part = .field(.ignored)
        if loser == index { continue }
      }
      best[kind.slot] = index
    }
    guard !best.isEmpty else { throw FormatError(1, "the format has no field in it") }
    let client = FieldKind.client(hasPort: false)
    if best[client.slot] == nil, let index = best[FieldKind.forwardedFor.slot] {
      placed[index].part = .field(client)
    }
    do {
      return try TextLayout(placed.map(\.part))
    } catch {
      guard case .nothingBetween(let index) = error else { throw FormatError(1, "\(error)") }
      throw FormatError(
        placed[min(index, placed.count - 1)].column,
        "two fields with nothing between them cannot be told apart")
    }
  }
}

extension FormatCompiler {
  /// A path with its query right behind it (`%U%q`, `$uri$is_args$args`) is a target.
  private static func joinTarget(_ placed: [PlacedPart]) -> [PlacedPart] {
    var result: [PlacedPart] = []
    for item in placed {
      guard item.part == .field(.query), let path = result.lastIndex(where: { !$0.isIgnored }),
        result[path].part == .field(.path)
      else {
        result.append(item)
        continue
      }
      result.removeLast(result.count - path - 1)
      result[path].part = .field(.target)
    }
    return result
  }
}

extension PlacedPart {
  fileprivate var isIgnored: Bool { part == .field(.ignored) }
}

extension FieldKind {
  /// True for fields that several parts give together.
  var addsUp: Bool {
    if case .durationPart = self { return true }
    return false
  }
}

extension String {
  /// Where a text stands for the last time. O(n), for options.
  fileprivate func range(ofLast text: String) -> Range<Index>? {
    var found: Range<Index>?
    var rest = self[...]
    while let at = rest.firstRange(of: text) {
      found = at
      rest = rest[at.upperBound...]
    }
    return found
  }
}
