import AccessLog

/// Learns the endpoints of a service from its traffic: `/users/8123/orders` is a request for
/// `GET /users/{id}/orders`.
///
/// Values are told from names by their shape (`SegmentShape`), and where a place holds too many
/// different names they are values too: 64 names with fewer than 64 requests each on average (user
/// names, slugs), or 1,024 in any case. Only answers that an endpoint gives make one: a sweep of
/// paths that do not exist (404) makes none, so an attacker cannot fill the table. It holds 4,096
/// endpoints; further ones count as `Endpoint.other`, and the run says so.
public struct EndpointTable: Sendable {
  /// The most endpoints kept.
  public static let capacity = 4096
  private static let namesBeforeValues = 64
  private static let requestsPerName = 64
  private static let namesAtMost = 1024

  /// All endpoints by their id.
  public private(set) var endpoints: [Endpoint] = [
    Endpoint(method: "", template: "(no such path)"), Endpoint(method: "", template: "(other)"),
  ]
  /// How many requests found the table full.
  public private(set) var overflow = 0

  private var knownNames: Set<UInt64> = []
  private var slots = FlatTable()
  private var names: [UInt64: NameCount] = [:]
  private var memo = PathMemo()
  private let judge = SegmentJudge()
  private let roles = AskRoles()

  /// The names seen behind one prefix of paths.
  fileprivate struct NameCount {
    var count = 0
    var isVariable = false
  }

  /// A table without endpoints.
  public init() {}

  /// The endpoint of a request and the object asked for; learns the endpoint where it is new.
  /// O(length of the path).
  /// - Parameter pathHash: `ByteHash` of the request's path.
  @inline(__always)
  public mutating func match(
    _ request: borrowing Request, pathHash: UInt64, in bytes: borrowing RawSpan
  ) -> EndpointMatch {
    if let operation = Operation.find(request, bytes), let id = find(operation, request, bytes) {
      return match(id, request, bytes)
    }
    var match = path(request, pathHash, bytes)
    endpoints[Int(match.id)].requests &+= 1
    guard !request.query.isEmpty else { return match }
    let query = QueryObject.read(bytes, request.query.offsets, at: request.time, roles)
    match.ask = query.ask
    match.isStamped = query.isStamped
    if match.object == 0 { (match.object, match.number) = (query.object, query.number) }
    return match
  }

  /// The same where the hash of the path is not at hand.
  public mutating func match(
    _ request: borrowing Request, in bytes: borrowing RawSpan
  ) -> EndpointMatch {
    match(request, pathHash: ByteHash.hash(bytes, request.path.offsets), in: bytes)
  }

  /// Where the path of a request leads to.
  @inline(__always)
  private mutating func path(
    _ request: borrowing Request, _ pathHash: UInt64, _ bytes: borrowing RawSpan
  ) -> EndpointMatch {
    let method = PathWalk.methodWord(bytes, request.method.offsets)
    let key = PathMemo.key(path: pathHash, method: method)
    if let known = memo.find(key) { return known }
    var walk = walk(bytes, request.path.offsets, method: method, knowsVariables: false)
    let id: EndpointID
    if let known = slots.find(walk.template) {
      id = known
      memo.remember(key, id, walk)
    } else {
      id = matchSlowly(request, bytes, &walk, method: method)
    }
    return EndpointMatch(id: id, object: walk.object, number: walk.number)
  }

  /// The walk over a path.
  /// - Parameter knowsVariables: True to take names of places that hold values for values, false to go by
  ///   the shapes of the segments alone.
  @inline(__always)
  private func walk(
    _ bytes: borrowing RawSpan, _ path: Range<Int>, method: UInt64, knowsVariables: Bool
  ) -> PathWalk {
    var walk = PathWalk(method: method)
    var start = path.lowerBound
    while start < path.upperBound {
      let segment = PathWalk.segment(bytes, from: start, to: path.upperBound)
      if !segment.isEmpty {
        let shape =
          knowsVariables
          ? shape(bytes, segment, behind: walk.template) : judge.shape(bytes, segment)
        walk.take(shape, bytes, segment)
      }
      start = segment.upperBound &+ 1
    }
    return walk
  }

  /// The id of the endpoint with that name, if there is one. O(endpoints).
  public func id(named name: String) -> EndpointID? {
    endpoints.firstIndex { $0.name == name }.map(EndpointID.init)
  }

  // MARK: - The slow path: a template that is not in the table

  private mutating func matchSlowly(
    _ request: Request, _ bytes: borrowing RawSpan, _ walk: inout PathWalk,
    method: UInt64
  ) -> EndpointID {
    guard !request.path.isEmpty else { return Endpoint.unknown }
    walk = self.walk(bytes, request.path.offsets, method: method, knowsVariables: true)
    if let id = slots.find(walk.template) { return id }
    guard Self.makesEndpoint(status: request.outcome) else { return Endpoint.unknown }
    if learnNames(bytes, request.path.offsets, method: method) {
      walk = self.walk(bytes, request.path.offsets, method: method, knowsVariables: true)
      if let id = slots.find(walk.template) { return id }
    }
    return make(request, bytes, walk.template, method: method)
  }

  /// Answers that only an endpoint gives: success, a redirect to another page, a server's error,
  /// "log in first". Not 404 and its kin, nor 301 and 403, which servers give to anything.
  private static func makesEndpoint(status: Int32) -> Bool {
    switch status {
    case 101, 200...299, 302...308, 401, 402, 409, 422, 429, 500...599, -1: true
    default: false
    }
  }

  private func shape(
    _ bytes: borrowing RawSpan, _ segment: Range<Int>, behind prefix: UInt64
  ) -> SegmentShape {
    let shape = judge.shape(bytes, segment)
    guard shape == .literal, names[prefix]?.isVariable == true else { return shape }
    return .value
  }

  /// Counts the names of a new path at each of its places; true if a place turned out to hold values.
  private mutating func learnNames(
    _ bytes: borrowing RawSpan, _ path: Range<Int>, method: UInt64
  ) -> Bool {
    var changed = false
    var walk = PathWalk(method: method)
    var start = path.lowerBound
    while start < path.upperBound {
      let segment = PathWalk.segment(bytes, from: start, to: path.upperBound)
      if !segment.isEmpty {
        let shape = shape(bytes, segment, behind: walk.template)
        if shape == .literal, isNewName(bytes, segment, behind: walk.template) {
          let template = template(bytes, path.lowerBound..<segment.lowerBound, method: method)
          changed = addName(behind: walk.template, template) || changed
        }
        walk.take(shape, bytes, segment)
      }
      start = segment.upperBound + 1
    }
    return changed
  }

  private mutating func isNewName(
    _ bytes: borrowing RawSpan, _ segment: Range<Int>, behind prefix: UInt64
  ) -> Bool {
    let name = ByteHash.mix(prefix, ByteHash.hash(bytes, segment)) ^ 0x6e61_6d65
    guard knownNames.count < Self.capacity * 8 else { return false }
    return knownNames.insert(name).inserted
  }

  private mutating func addName(behind prefix: UInt64, _ template: String) -> Bool {
    var count = names[prefix] ?? NameCount()
    count.count += 1
    let isDoubling = count.count & (count.count - 1) == 0
    if count.count >= Self.namesBeforeValues, isDoubling {
      let requests = endpoints.reduce(0) {
        $1.template.hasPrefix(template) ? $0 + $1.requests : $0
      }
      count.isVariable =
        requests < count.count * Self.requestsPerName || count.count >= Self.namesAtMost
    }
    names[prefix] = count
    return count.isVariable
  }

  private mutating func make(
    _ request: Request, _ bytes: borrowing RawSpan, _ hash: UInt64, method: UInt64
  ) -> EndpointID {
    guard endpoints.count < Self.capacity else {
      overflow += 1
      return Endpoint.other
    }
    let id = EndpointID(endpoints.count)
    endpoints.append(
      Endpoint(
        method: methodName(bytes, request.method.offsets),
        template: template(bytes, request.path.offsets, method: method)))
    slots.insert(hash, id)
    return id
  }

  private func methodName(_ bytes: borrowing RawSpan, _ range: Range<Int>) -> String {
    let text = range.map { bytes.unsafeLoad(fromByteOffset: $0, as: UInt8.self) }
    let isMethod =
      (1...16).contains(text.count)
      && text.allSatisfy { ($0 >= 65 && $0 <= 90) || $0 == UInt8(ascii: "-") }
    return isMethod ? String(decoding: text, as: UTF8.self) : "?"
  }

  private func template(
    _ bytes: borrowing RawSpan, _ path: Range<Int>, method: UInt64
  ) -> String {
    var text: [UInt8] = []
    var walk = PathWalk(method: method)
    var start = path.lowerBound
    while start < path.upperBound {
      let segment = PathWalk.segment(bytes, from: start, to: path.upperBound)
      if !segment.isEmpty {
        let shape = shape(bytes, segment, behind: walk.template)
        text.append(UInt8(ascii: "/"))
        if shape == .literal {
          text.append(
            contentsOf: segment.map { bytes.unsafeLoad(fromByteOffset: $0, as: UInt8.self) })
        } else {
          text.append(contentsOf: shape.placeholder.utf8)
        }
        walk.take(shape, bytes, segment)
      }
      start = segment.upperBound + 1
    }
    return text.isEmpty ? "/" : String(decoding: text, as: UTF8.self)
  }
}

extension EndpointTable: Snapshotting {
  /// The endpoints, and the names counted on the way to them, as they are kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.parts(&endpoints, new: Endpoint(method: "", template: ""))
    try archive.value(&overflow)
    var known = archive.isReading ? [] : knownNames.sorted()
    try archive.values(&known)
    knownNames = Set(known)
    try slots.snapshot(&archive)
    try archive.table(&names, new: NameCount())
    try archive.require(
      (2...Self.capacity).contains(endpoints.count) && slots.allValues(below: endpoints.count),
      "points to endpoints that it does not hold")
  }
}

extension EndpointTable.NameCount: Snapshotting {
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.value(&count)
    try archive.flag(&isVariable)
  }
}

// MARK: - Endpoints known by an operation's name

extension EndpointTable {
  /// The most operations of one style kept by name: clients choose the names of GraphQL operations.
  /// Further ones are known by their path.
  private static let mostOperations = 1024

  /// A request for an operation, and the object that its query asks for.
  private mutating func match(
    _ id: EndpointID, _ request: Request, _ bytes: borrowing RawSpan
  ) -> EndpointMatch {
    endpoints[Int(id)].requests &+= 1
    let query = QueryObject.read(bytes, request.query.offsets, at: request.time, roles)
    return EndpointMatch(
      id: id, object: query.object, number: query.number, ask: query.ask,
      isStamped: query.isStamped)
  }

  /// The endpoint of an operation; learns it where it is new. Nil where there is no room.
  private mutating func find(
    _ operation: Operation, _ request: Request, _ bytes: borrowing RawSpan
  ) -> EndpointID? {
    let style = UInt64(operation.style.rawValue) &+ 0x6f70
    let hash = ByteHash.mix(style, ByteHash.hash(bytes, operation.name))
    if let id = slots.find(hash) { return id }
    // 501 is what gRPC answers where there is no such method (UNIMPLEMENTED).
    guard Self.makesEndpoint(status: request.outcome), request.outcome != 501 else {
      return Endpoint.unknown
    }
    let label = operation.style.label
    guard endpoints.count < Self.capacity,
      endpoints.count(where: { $0.method == label }) < Self.mostOperations
    else { return nil }
    let id = EndpointID(endpoints.count)
    let name = operation.name.map { bytes.unsafeLoad(fromByteOffset: $0, as: UInt8.self) }
    endpoints.append(Endpoint(method: label, template: String(decoding: name, as: UTF8.self)))
    slots.insert(hash, id)
    return id
  }
}
