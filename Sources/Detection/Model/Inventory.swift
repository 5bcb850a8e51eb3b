import AccessLog
import Traffic

/// The endpoints that were seen so far and what each has shown, in the order of time. Bounded by the
/// endpoint table.
public struct Inventory: Sendable, Codable, Hashable {
  /// The lives, by the endpoint's name.
  public private(set) var lives: [String: EndpointLife] = [:]
  /// The start of the first hour; nil before any.
  public private(set) var start: Int64?
  /// Hours with requests to any endpoint.
  public private(set) var hours = 0
  /// Requests to all endpoints.
  public private(set) var requests = 0
  /// The versions of the service's interfaces, by the prefix of their paths.
  public private(set) var versions: [String: VersionLife] = [:]
  /// When something was told once for all, by kind and endpoint: seconds since 1970.
  private var told: [String: Int64] = [:]

  /// A version of an interface, such as everything below `/api/v1`.
  public struct VersionLife: Sendable, Codable, Hashable {
    /// The hour in which it was first used, counted in hours of the service.
    public var first: Int
    /// The hour in which it was last used.
    public var last: Int
    /// Hours in which it was used.
    public var used = 1
  }

  /// What is told once is told again when it was gone for a week.
  static let reminder: Int64 = 604_800
  /// More endpoints than the table holds there are not.
  static let capacity = 2 * EndpointTable.capacity

  /// Nothing seen.
  public init() {}

  /// The life of an endpoint so far. O(1).
  public func life(_ name: String) -> EndpointLife? { lives[name] }

  /// Takes an hour of the service in, after it was judged. O(endpoints).
  mutating func live(_ record: WindowRecord, _ directory: Directory) {
    guard !record.hours.isEmpty else { return }
    let time = record.span.start.seconds
    if start == nil { start = time }
    let before = requests
    var used: Set<String> = []
    for hour in record.hours {
      let name = directory.endpoint(hour.endpoint)
      requests += Int(hour.requests)
      if lives[name] == nil {
        guard lives.count < Self.capacity else { continue }
        lives[name] = EndpointLife(name, first: time, requestsBefore: before)
      }
      guard let version = lives[name]?.take(hour, at: time) else { continue }
      if hour.statuses.successful > 0, !version.isEmpty { used.insert(version) }
    }
    hours += 1
    for prefix in used.sorted() { use(prefix) }
  }

  private mutating func use(_ prefix: String) {
    guard var life = versions[prefix] else {
      if versions.count < Self.capacity {
        versions[prefix] = VersionLife(first: hours, last: hours)
      }
      return
    }
    life.last = hours
    life.used += 1
    versions[prefix] = life
  }

  /// True if something about an endpoint has to be told: not told yet, or gone for a week since.
  mutating func mustTell(_ kind: Kind, _ name: String, at time: Int64) -> Bool {
    let key = kind.rawValue + " " + name
    let before = told[key]
    if before != nil || told.count < Self.capacity { told[key] = time }
    return before.map { time - $0 > Self.reminder } ?? true
  }

  /// Goes on with what a later stretch of history has shown, in which hours and requests were counted
  /// anew.
  mutating func add(_ later: Inventory) {
    if start == nil { start = later.start }
    for (name, life) in later.lives.sorted(by: { $0.key < $1.key }) {
      if let known = lives[name] {
        lives[name] = known.followed(by: life)
      } else if lives.count < Self.capacity {
        var life = life
        life.requestsBefore += requests
        lives[name] = life
      }
    }
    for (prefix, life) in later.versions {
      let first = versions[prefix]?.first ?? life.first + hours
      let used = (versions[prefix]?.used ?? 0) + life.used
      versions[prefix] = VersionLife(first: first, last: life.last + hours, used: used)
    }
    told.merge(later.told) { max($0, $1) }
    hours += later.hours
    requests += later.requests
  }

  /// True if something about an endpoint was told.
  func isTold(_ kind: Kind, _ name: String) -> Bool { told[kind.rawValue + " " + name] != nil }

  /// How many endpoints that were there before a moment had at most so many visits.
  func rarer(than visits: Int, before time: Int64) -> Int {
    lives.values.count { $0.first < time && $0.visits <= visits }
  }
}

/// The version in an endpoint's path: `GET /api/v1/users` belongs to version 1 of `/api/`.
struct InterfaceVersion: Hashable {
  /// The path before the version.
  let base: String
  /// The version: 1 for `v1`, 2.1 for `v2.1`.
  let number: Double
  /// The path with the version.
  let prefix: String

  /// Reads an endpoint's name; nil where no segment is a version.
  init?(_ name: String) {
    guard let start = name.firstIndex(of: "/") else { return nil }
    var base = ""
    for segment in name[start...].split(separator: "/").prefix(4) {
      if let first = segment.first, first == "v" || first == "V", segment.count > 1,
        segment.count <= 6, let number = Double(segment.dropFirst()), number >= 0
      {
        self.base = base + "/"
        self.number = number
        prefix = base + "/" + segment
        return
      }
      base += "/" + segment
    }
    return nil
  }
}

extension Inventory.VersionLife: PlainData {}

extension Inventory: Snapshotting {
  /// What was seen so far, as it is kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    var start = self.start ?? .min
    try archive.value(&start)
    self.start = start == .min ? nil : start
    try archive.value(&hours)
    try archive.value(&requests)
    let life = EndpointLife("", first: 0, requestsBefore: 0)
    try archive.named(&lives, new: life) { value, archive throws(SnapshotError) in
      try value.snapshot(&archive)
    }
    let version = VersionLife(first: 0, last: 0)
    try archive.named(&versions, new: version) { value, archive throws(SnapshotError) in
      try archive.value(&value)
    }
    try archive.named(&told, new: 0) { value, archive throws(SnapshotError) in
      try archive.value(&value)
    }
  }
}
