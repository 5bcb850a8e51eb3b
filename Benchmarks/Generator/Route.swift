/// One endpoint of the API that the generated log is about.
struct Route {
  /// How an object is named in a path.
  enum Object {
    /// `/orders/48213`
    case number
    /// `/files/3f2a…`, 32 hexadecimal digits in groups.
    case uuid
  }

  /// What stands behind the path.
  enum Query {
    case none
    case page
    case search
    case since
  }

  /// Method, space and path up to the object.
  var head: [UInt8]
  /// The path behind the object; nil where there is none in it.
  var tail: [UInt8]?
  /// How its object is named.
  var object: Object
  /// What stands behind the path.
  var query: Query
  /// How often it is asked for, compared with the others.
  var weight: Double
  /// The status of an answer that went well.
  var success: Int
  /// The median of the answer's bytes.
  var size: Double

  /// A route from `"GET /orders/{id}/items"`.
  init(
    _ template: String, weight: Double, object: Object = .number, query: Query = .none,
    success: Int = 200, size: Double
  ) {
    let parts = template.split(separator: "{id}", omittingEmptySubsequences: false)
    head = Array(parts[0].utf8)
    tail = parts.count > 1 ? Array(parts[1].utf8) : nil
    self.object = object
    self.query = query
    self.weight = weight
    self.success = success
    self.size = size
  }
}
