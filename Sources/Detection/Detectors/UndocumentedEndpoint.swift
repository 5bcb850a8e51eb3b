import Traffic

/// An endpoint, a method or a parameter that answers though the service's description (OpenAPI, given
/// by `--openapi`) does not know it: a shadow.
///
/// In a log: `200` for `/internal/export`, or for `DELETE` where the document has only `GET`, or for
/// `?debug=1` where no such parameter is described.
///
/// What looks most like it and must not ring: paths that do not exist (they are not answered 2xx),
/// static files (no document lists them), `HEAD` and `OPTIONS` (they follow from `GET` and from CORS),
/// keys that may stand in every query (security schemes).
///
/// Numbers: none; a document says yes or no. Low, and told once for an endpoint, again when it was
/// gone for a week: it is for the owner's list, not for the night.
///
/// OWASP API9:2023 Improper Inventory Management.
public struct UndocumentedEndpoint: HourDetector {
  /// A detector.
  public init() {}

  /// Rings once about each endpoint with answers that the description does not know.
  public func examine(_ hours: [EndpointHour], _ scene: inout HourScene) -> [Finding] {
    var findings: [Finding] = []
    for hour in hours where hour.marks.undocumented > 0 {
      let name = scene.directory.endpoint(hour.endpoint)
      let time = scene.span.start.seconds
      guard scene.inventory.mustTell(.undocumentedEndpoint, name, at: time) else { continue }
      let count = hour.marks.undocumented
      findings.append(
        Finding(
          kind: .undocumentedEndpoint, subject: Subject(.endpoint, name), severity: .low,
          confidence: 0.9, surprise: SecretInURL.surprise, span: scene.span, requests: Int(count),
          headline: "\(name) answered \(count) requests with 2xx,"
            + " but the description knows no such \(words(hour.marks.gaps))",
          reasons: [
            Reason(
              feature: "undocumentedRequests", observed: Double(count), expected: 0,
              contribution: SecretInURL.surprise, basis: "the OpenAPI document")
          ], evidence: scene.evidence(hour.gapLines)))
    }
    return findings
  }

  private func words(_ gaps: DescriptionGap) -> String {
    if gaps.contains(.path) { return "path" }
    return gaps.contains(.method) ? "method of this path" : "parameter"
  }
}
