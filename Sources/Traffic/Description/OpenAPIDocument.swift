import Foundation

/// Reads an OpenAPI document: versions 3.x and Swagger 2.0, as JSON.
///
/// Of it are used: `servers` (or `basePath`), `paths`, methods, and the parameters that stand in the
/// query, with references inside the document followed. Parameters whose reference leads out of the
/// document cannot be known, so their operation takes any.
public enum OpenAPIDocument {
  /// Why a document cannot be used, as the end of a sentence: "is no JSON: …".
  public struct Problem: Error, Hashable, CustomStringConvertible {
    /// What is wrong, and what to do.
    public let description: String
  }

  private typealias Object = [String: Any]

  private static let methods = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
  ]
  /// Servers with variables may have many addresses; so many are taken.
  private static let mostBases = 64

  /// The description in a document.
  /// - Throws: `Problem`.
  public static func read(_ data: Data) throws(Problem) -> APIDescription {
    guard let json = try? JSONSerialization.jsonObject(with: data) else {
      throw Problem(
        description: "is no JSON: an OpenAPI document in YAML has to be converted first, for"
          + " instance with 'yq -o json'.")
    }
    guard let root = json as? Object, root["openapi"] is String || root["swagger"] is String else {
      throw Problem(
        description: "is no OpenAPI document: it has neither a member 'openapi' nor 'swagger'.")
    }
    guard let paths = root["paths"] as? Object, !paths.isEmpty else {
      throw Problem(description: "describes no paths: its member 'paths' is missing or empty.")
    }
    var description = APIDescription()
    let common = keyParameters(root)
    for (path, value) in paths.sorted(by: { $0.key < $1.key }) where path.hasPrefix("/") {
      guard let item = resolve(value, root) else { continue }
      let operations = operations(item, root, common)
      for base in bases(item["servers"] ?? root["servers"], root) {
        description.add(base + path, operations)
      }
    }
    return description
  }

  // MARK: - Servers

  /// The paths in front of all paths, without a slash at the end.
  private static func bases(_ servers: Any?, _ root: Object) -> [String] {
    if let base = root["basePath"] as? String { return [trimmed(base)] }
    guard let servers = servers as? [Object], !servers.isEmpty else { return [""] }
    var result: [String] = []
    for server in servers {
      guard let url = server["url"] as? String else { continue }
      for address in addresses(url, server["variables"] as? Object ?? [:]) {
        let base = trimmed(path(of: address))
        if !result.contains(base), result.count < mostBases { result.append(base) }
      }
    }
    return result.isEmpty ? [""] : result
  }

  /// The addresses that a server's variables make of one.
  private static func addresses(_ url: String, _ variables: Object) -> [String] {
    var result = [url]
    for (name, value) in variables.sorted(by: { $0.key < $1.key }) {
      guard let variable = value as? Object else { continue }
      var values = variable["enum"] as? [String] ?? []
      if let usual = variable["default"] as? String, !values.contains(usual) {
        values.append(usual)
      }
      guard !values.isEmpty, url.contains("{\(name)}") else { continue }
      result = Array(
        result.flatMap { address in
          values.map { address.replacingOccurrences(of: "{\(name)}", with: $0) }
        }.prefix(mostBases))
    }
    return result
  }

  /// The path of an address: all of a relative one, what stands behind the host of another.
  private static func path(of address: String) -> String {
    guard let scheme = address.range(of: "://") else { return address }
    let rest = address[scheme.upperBound...]
    return rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? ""
  }

  private static func trimmed(_ path: String) -> String {
    var path = path.hasPrefix("/") || path.isEmpty ? path[...] : "/" + path[...]
    while path.hasSuffix("/") { path.removeLast() }
    return String(path)
  }

  // MARK: - Operations

  private static func operations(
    _ item: Object, _ root: Object, _ common: Set<UInt64>
  ) -> [String: APIDescription.Operation] {
    var result: [String: APIDescription.Operation] = [:]
    for method in methods {
      guard let operation = item[method] as? Object else { continue }
      var known = APIDescription.Operation(parameters: common)
      for list in [item["parameters"], operation["parameters"]] {
        for parameter in list as? [Any] ?? [] { take(parameter, root, into: &known) }
      }
      result[method.uppercased()] = known
    }
    return result
  }

  private static func take(
    _ value: Any, _ root: Object, into operation: inout APIDescription.Operation
  ) {
    guard let parameter = resolve(value, root) else {
      operation.takesAnything = true
      return
    }
    guard parameter["in"] as? String == "query", let name = parameter["name"] as? String else {
      return
    }
    operation.parameters.insert(hash(name))
    // An object in the form style is spread over parameters named by its properties.
    let schema = parameter["schema"].flatMap { resolve($0, root) }
    guard schema?["type"] as? String == "object", parameter["style"] as? String != "deepObject"
    else { return }
    let properties = schema?["properties"] as? Object ?? [:]
    for property in properties.keys { operation.parameters.insert(hash(property)) }
    if properties.isEmpty || schema?["additionalProperties"] != nil {
      operation.takesAnything = true
    }
  }

  /// Keys that may stand in the query of every operation.
  private static func keyParameters(_ root: Object) -> Set<UInt64> {
    let components = root["components"] as? Object
    let schemes = (components?["securitySchemes"] ?? root["securityDefinitions"]) as? Object ?? [:]
    let names = schemes.values.compactMap { value -> String? in
      guard let scheme = resolve(value, root), scheme["in"] as? String == "query" else {
        return nil
      }
      return scheme["name"] as? String
    }
    return Set(names.map(hash))
  }

  private static func hash(_ name: String) -> UInt64 {
    var name = name[...]
    if let bracket = name.firstIndex(of: "[") { name = name[..<bracket] }
    let bytes = Array(name.utf8)
    return ByteHash.hash(bytes.span.bytes, 0..<bytes.count)
  }

  /// An object, or the one that its reference leads to; nil where it leads out of the document.
  private static func resolve(_ value: Any, _ root: Object) -> Object? {
    var value = value
    for _ in 0..<16 {
      guard let object = value as? Object else { return nil }
      guard let reference = object["$ref"] as? String else { return object }
      guard reference.hasPrefix("#/") else { return nil }
      var target: Any = root
      for part in reference.dropFirst(2).split(separator: "/") {
        // RFC 6901 §4.
        let name = part.replacingOccurrences(of: "~1", with: "/")
          .replacingOccurrences(of: "~0", with: "~")
        guard let next = (target as? Object)?[name.removingPercentEncoding ?? name] else {
          return nil
        }
        target = next
      }
      value = target
    }
    return nil
  }
}
