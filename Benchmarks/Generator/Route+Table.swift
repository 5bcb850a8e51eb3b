extension Route {
  /// The API: what a shop's application and its back office ask for.
  ///
  /// Twelve resources with the six usual operations each, the first ones asked for far more than the
  /// last, and what every service has besides: log-in, health, search, files.
  static let table: [Route] =
    resources.enumerated().flatMap { place, resource in
      operations(resource.name, resource.object, share: 1 / Double(place + 1))
    } + others

  /// Where log-ins go.
  static let logIn = Route("POST /api/v1/auth/login", weight: 0.12, size: 480)

  private static let resources: [(name: String, object: Object)] = [
    ("products", .number), ("orders", .number), ("carts", .uuid), ("customers", .number),
    ("messages", .number), ("invoices", .number), ("files", .uuid), ("tickets", .number),
    ("addresses", .number), ("reviews", .number), ("coupons", .number), ("reports", .uuid),
  ]

  private static let others: [Route] = [
    logIn,
    Route("POST /api/v1/auth/refresh", weight: 0.2, size: 420),
    Route("GET /api/v1/me", weight: 0.35, size: 900),
    Route("GET /api/v1/search", weight: 0.3, query: .search, size: 9000),
    Route("GET /api/v1/notifications", weight: 0.3, query: .since, size: 1500),
    Route("GET /health", weight: 0.1, size: 15),
    Route("POST /api/v1/events", weight: 0.25, success: 202, size: 2),
    Route("GET /static/app.js", weight: 0.08, size: 240_000),
    Route("GET /static/app.css", weight: 0.08, size: 38_000),
    Route("GET /favicon.ico", weight: 0.05, size: 1150),
  ]

  private static func operations(_ name: String, _ object: Object, share: Double) -> [Route] {
    let path = "/api/v1/\(name)"
    return [
      Route("GET \(path)", weight: 0.35 * share, query: .page, size: 12_000),
      Route("GET \(path)/{id}", weight: 0.6 * share, object: object, size: 1800),
      Route("GET \(path)/{id}/history", weight: 0.12 * share, object: object, size: 5200),
      Route("POST \(path)", weight: 0.08 * share, success: 201, size: 640),
      Route("PUT \(path)/{id}", weight: 0.07 * share, object: object, size: 700),
      Route(
        "DELETE \(path)/{id}", weight: 0.02 * share, object: object, success: 204, size: 0),
    ]
  }
}
