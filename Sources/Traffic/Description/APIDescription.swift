import Foundation

/// What a service says about itself (OpenAPI): which paths it has, with which methods and which
/// parameters of the query.
///
/// Templates are matched against concrete paths, segment by segment, words before placeholders as
/// the specification asks (OpenAPI 3.1 §4.8.8.1). Empty segments do not count, so a slash at the end
/// makes no difference.
public struct APIDescription: Sendable {
  /// A method of a path.
  struct Operation: Sendable {
    /// Hashes of the names of its query parameters.
    var parameters: Set<UInt64> = []
    /// True where the names cannot be told from the description.
    var takesAnything = false
  }

  private struct Node: Sendable {
    var words: [[UInt8]: Int] = [:]
    var patterns: [(pattern: SegmentPattern, node: Int)] = []
    /// Operations by the word of their method.
    var operations: [UInt64: Int] = [:]
  }

  private var nodes = [Node()]
  private(set) var operations: [Operation] = []
  /// The paths that it describes, with their base paths.
  public private(set) var paths: [String] = []

  /// No path has more segments; deeper ones are unknown.
  private static let deepest = 64
  /// A match is given up after so many steps, however the templates are made.
  private static let mostSteps = 4096

  /// A service without paths.
  public init() {}

  /// What is known of a request.
  enum Match: Hashable, Sendable {
    case operation(Int)
    case unknownMethod
    case unknownPath
  }

  /// Adds the operations of one path.
  /// - Parameters:
  ///   - template: The path with its base, such as `/v2/users/{id}`.
  ///   - methods: The operations by their method, upper case.
  mutating func add(_ template: String, _ methods: [String: Operation]) {
    var node = 0
    for segment in template.split(separator: "/").prefix(Self.deepest) {
      node = child(of: node, Array(segment.utf8))
    }
    paths.append(template)
    for (method, operation) in methods {
      let bytes = Array(method.utf8)
      let word = PathWalk.methodWord(bytes.span.bytes, 0..<bytes.count)
      nodes[node].operations[word] = operations.count
      operations.append(operation)
    }
  }

  private mutating func child(of node: Int, _ segment: [UInt8]) -> Int {
    guard segment.contains(UInt8(ascii: "{")) else {
      if let known = nodes[node].words[segment] { return known }
      nodes.append(Node())
      nodes[node].words[segment] = nodes.count - 1
      return nodes.count - 1
    }
    let pattern = SegmentPattern(segment)
    if let known = nodes[node].patterns.first(where: { $0.pattern == pattern }) {
      return known.node
    }
    nodes.append(Node())
    nodes[node].patterns.append((pattern, nodes.count - 1))
    return nodes.count - 1
  }

  /// What is known of a method and a path. O(length), times the templates that begin alike.
  func match(method: UInt64, path: [UInt8]) -> Match {
    let segments = path.split(separator: UInt8(ascii: "/")).map(Array.init)
    guard segments.count <= Self.deepest else { return .unknownPath }
    var steps = 0
    return match(method, segments[...], from: 0, &steps)
  }

  private func match(
    _ method: UInt64, _ segments: ArraySlice<[UInt8]>, from node: Int, _ steps: inout Int
  ) -> Match {
    steps += 1
    guard steps < Self.mostSteps else { return .unknownPath }
    guard let segment = segments.first else { return operation(method, at: node) }
    let rest = segments.dropFirst()
    var best = Match.unknownPath
    if let next = nodes[node].words[segment] {
      best = match(method, rest, from: next, &steps)
      if case .operation = best { return best }
    }
    for (pattern, next) in nodes[node].patterns where pattern.matches(segment) {
      let found = match(method, rest, from: next, &steps)
      if case .operation = found { return found }
      if found == .unknownMethod { best = found }
    }
    return best
  }

  /// HEAD is answered wherever GET is (RFC 9110 §9.3.2), OPTIONS by every path (CORS).
  private func operation(_ method: UInt64, at node: Int) -> Match {
    let known = nodes[node].operations
    guard !known.isEmpty else { return .unknownPath }
    if let found = known[method] { return .operation(found) }
    if method == Self.head, let found = known[Self.get] { return .operation(found) }
    if method == Self.options, let found = known.values.min() { return .operation(found) }
    return .unknownMethod
  }

  private static let get = word("GET")
  private static let head = word("HEAD")
  private static let options = word("OPTIONS")

  private static func word(_ method: String) -> UInt64 {
    let bytes = Array(method.utf8)
    return PathWalk.methodWord(bytes.span.bytes, 0..<bytes.count)
  }
}

/// A segment of a path template that holds placeholders: `{id}`, `{name}.{format}`, `v{major}`.
struct SegmentPattern: Sendable, Hashable {
  /// The text before, between and behind the placeholders.
  private let literals: [[UInt8]]

  /// Reads a segment; a brace that is not closed is text.
  init(_ segment: [UInt8]) {
    var literals: [[UInt8]] = [[]]
    var rest = segment[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "{"), let end = rest.firstIndex(of: UInt8(ascii: "}")) {
        rest = rest[(end + 1)...]
        literals.append([])
      } else {
        literals[literals.count - 1].append(byte)
      }
    }
    self.literals = literals
  }

  /// True if each placeholder can stand for at least one byte. O(length · literals).
  func matches(_ segment: [UInt8]) -> Bool {
    guard literals.count > 1 else { return segment == literals[0] }
    guard segment.starts(with: literals[0]) else { return false }
    var at = literals[0].count
    for literal in literals[1..<literals.count - 1] {
      guard let found = Self.find(literal, in: segment, from: at + 1) else { return false }
      at = found + literal.count
    }
    let last = literals[literals.count - 1]
    return segment.count - last.count > at
      && segment[at...].reversed().starts(with: last.reversed())
  }

  private static func find(_ text: [UInt8], in segment: [UInt8], from start: Int) -> Int? {
    guard start + text.count <= segment.count else { return nil }
    return (start...segment.count - text.count).first {
      segment[$0..<$0 + text.count].elementsEqual(text)
    }
  }
}
