import Traffic

/// An endpoint, a method or a parameter that answers though the service's description (OpenAPI, given
/// by `--openapi`) does not know it: a shadow.
///
/// In a log: `200` for `/internal/export`, or for `DELETE` where the document has only `GET`, or for
/// `?debug=1` where no such parameter is described.
///
/// What looks most like it and must not ring: paths that do not exist (they are not answered 2xx),
/// static files (no document lists them), the front page and what else every site has for crawlers and
/// browsers (`robots.txt`, RFC 9309; `/.well-known/`, RFC 8615), `HEAD` and `OPTIONS` (they follow from
/// `GET` and from CORS), keys that may stand in every query (security schemes).
///
/// Numbers: none; a document says yes or no. Low, and told once for an endpoint, again when it was
/// gone for a week: it is for the owner's list, not for the night.
///
/// OWASP API9:2023 Improper Inventory Management.
public struct UndocumentedEndpoint: HourDetector {
  /// A detector.
  public init() {}

  /// From so many in an hour on they are one list.
  static let list = 4

  /// Rings once about each endpoint with answers that the description does not know, or about all of
  /// an hour's together.
  public func examine(_ hours: [EndpointHour], _ scene: inout HourScene) -> [Finding] {
    var found: [EndpointHour] = []
    for hour in hours where hour.marks.undocumented > 0 {
      let name = scene.directory.endpoint(hour.endpoint)
      guard !Self.isOfEverySite(name) else { continue }
      let time = scene.span.start.seconds
      if scene.inventory.mustTell(.undocumentedEndpoint, name, at: time) { found.append(hour) }
    }
    guard found.count >= Self.list else {
      return found.map { hour in
        let name = scene.directory.endpoint(hour.endpoint)
        return finding(
          Subject(.endpoint, name), [hour], scene,
          "\(name) answered \(hour.marks.undocumented) requests with 2xx,"
            + " but the description knows no such \(words(hour.marks.gaps))")
      }
    }
    let names = found.prefix(5).map { scene.directory.endpoint($0.endpoint) }
    return [
      finding(
        .service, found, scene,
        "\(found.count) endpoints answered with 2xx that the description does not know:"
          + " \(names.joined(separator: ", "))" + (found.count > names.count ? " …" : ""))
    ]
  }

  /// True for what is no part of an interface: sites have it whatever they offer.
  private static func isOfEverySite(_ name: String) -> Bool {
    guard name.hasPrefix("GET /") else { return false }
    let path = name.dropFirst(4)
    return ["/", "/robots.txt", "/sitemap.xml"].contains(path) || path.hasPrefix("/.well-known/")
  }

  private func finding(
    _ subject: Subject, _ hours: [EndpointHour], _ scene: HourScene, _ headline: String
  ) -> Finding {
    Finding(
      kind: .undocumentedEndpoint, subject: subject, severity: .low, confidence: 0.9,
      surprise: SecretInURL.surprise, span: scene.span,
      requests: hours.reduce(0) { $0 + Int($1.marks.undocumented) }, headline: headline,
      reasons: hours.prefix(IncidentBook.reasonLimit).map {
        Reason(
          feature: "undocumented \(words($0.marks.gaps)) of"
            + " \(scene.directory.endpoint($0.endpoint))",
          observed: Double($0.marks.undocumented), expected: 0,
          contribution: SecretInURL.surprise, basis: "the OpenAPI document")
      }, evidence: scene.evidence(hours.flatMap { $0.gapLines.prefix(hours.count > 3 ? 1 : 3) }))
  }

  private func words(_ gaps: DescriptionGap) -> String {
    if gaps.contains(.path) { return "path" }
    return gaps.contains(.method) ? "method of this path" : "parameter"
  }
}
