import AccessLog
import Traffic

/// What an endpoint has shown so far, hour by hour, in the order of time.
///
/// What was never there before is judged against what came before it, never against a baseline that
/// was learned from a history with the very thing in it. So lives grow along with the judging.
public struct EndpointLife: Sendable, Codable, Hashable {
  /// The start of the first hour with a request, in seconds since 1970.
  public var first: Int64
  /// The start of the last hour with a request.
  public var last: Int64
  /// The version of the interface that it belongs to, as the prefix of its path; empty for none.
  public var version: String
  /// The service's requests before the first hour.
  public var requestsBefore: Int
  /// Hours with requests.
  public var hours = 0
  /// Requests.
  public var requests = 0
  /// Those answered 2xx.
  public var successes = 0
  /// Those for static files.
  public var staticFiles = 0
  /// Visits: a client counts once in each hour.
  public var visits = 0
  /// Clients in an hour: a mean that forgets within a day.
  public var clients = 0.0
  /// The errors of its own that it has shown.
  public var errors: [ErrorShape] = []
  /// How much was asked for at once.
  public var amounts = AskedMost()
  /// How far in.
  public var offsets = AskedMost()

  /// One error status with the sizes of its answers.
  public struct ErrorShape: Sendable, Codable, Hashable {
    /// The status.
    public var status: Int32
    /// One bit for each power of two.
    public var sizes: UInt32
  }

  /// More shapes than statuses exist are not needed.
  static let mostErrors = 64
  /// The weight of the newest hour in the mean of clients.
  static let clientShare = 1.0 / 24

  /// A life that begins with an hour.
  init(_ name: String, first: Int64, requestsBefore: Int) {
    self.first = first
    version = InterfaceVersion(name)?.prefix ?? ""
    last = first
    self.requestsBefore = requestsBefore
  }

  /// Takes an hour in and answers the version. O(errors).
  mutating func take(_ hour: EndpointHour, at start: Int64) -> String {
    live(hour, at: start)
    return version
  }

  /// Takes an hour in. O(errors).
  mutating func live(_ hour: EndpointHour, at start: Int64) {
    last = start
    hours += 1
    requests += Int(hour.requests)
    successes += Int(hour.statuses.successful)
    staticFiles += Int(hour.marks.staticFiles)
    visits += Int(hour.clients)
    let share = max(Self.clientShare, 1 / Double(hours))
    clients += share * (Double(hour.clients) - clients)
    for mark in hour.marks.errors { show(mark) }
    let day = start / 86_400
    let largest = hour.marks.largest
    if largest.amount > 0 { amounts.take(largest.amount, hour.marks.amountBy, day) }
    if largest.offset > 0 { offsets.take(largest.offset, hour.marks.offsetBy, day) }
    amounts.requests += Int(hour.marks.asks)
    offsets.requests += Int(hour.marks.asks)
  }

  private mutating func show(_ mark: ErrorMark) {
    if let place = errors.firstIndex(where: { $0.status == mark.status }) {
      errors[place].sizes |= mark.sizes
    } else if errors.count < Self.mostErrors {
      errors.append(ErrorShape(status: mark.status, sizes: mark.sizes))
    }
  }

  /// True if a status, or the size of its answers, was never shown. Neighbouring powers of two are
  /// the same page with another date in it.
  func isNew(_ mark: ErrorMark) -> Bool {
    guard let shape = errors.first(where: { $0.status == mark.status }) else { return true }
    let near = shape.sizes | shape.sizes << 1 | shape.sizes >> 1
    return mark.sizes & ~near != 0
  }
}

/// The most that was asked for, by those who asked for most: so that one of them does not set the
/// measure for itself. Bounded.
public struct AskedMost: Sendable, Codable, Hashable {
  /// Requests that said how much.
  public var requests = 0
  fileprivate var askers: [Asker] = []

  /// Who asked for how much, on how many days.
  fileprivate struct Asker: Sendable, Codable, Hashable {
    var high: UInt64
    var low: UInt64
    var most: UInt32
    var days: Int
    var lastDay: Int64
  }

  /// The most askers remembered: those who asked for most.
  static let capacity = 16
  /// So many different ones make a custom.
  static let custom = 3

  /// Nobody has asked.
  public init() {}

  /// Notes the most that somebody asked for in an hour. O(capacity).
  mutating func take(_ value: UInt32, _ key: PrincipalKey, _ day: Int64) {
    let (high, low) = (key.address.high, key.address.low)
    if let place = askers.firstIndex(where: { $0.high == high && $0.low == low }) {
      askers[place].most = max(askers[place].most, value)
      if askers[place].lastDay != day { askers[place].days += 1 }
      askers[place].lastDay = day
      return
    }
    let asker = Asker(high: high, low: low, most: value, days: 1, lastDay: day)
    guard askers.count >= Self.capacity else { return askers.append(asker) }
    guard let least = askers.indices.min(by: { askers[$0].most < askers[$1].most }),
      askers[least].most < value
    else { return }
    askers[least] = asker
  }

  /// Goes on with what a later stretch of history has shown.
  mutating func add(_ later: AskedMost) {
    requests += later.requests
    for asker in later.askers {
      let key = PrincipalKey(Address(high: asker.high, low: asker.low))
      take(asker.most, key, asker.lastDay)
      if let place = askers.firstIndex(where: { $0.high == asker.high && $0.low == asker.low }) {
        askers[place].days += asker.days - 1
      }
    }
  }

  /// What is usual, seen from one asker: what at least three others have asked for, or what it asked
  /// for itself on three days; nil while too few have asked.
  func usual(for key: PrincipalKey) -> UInt32? {
    let own = askers.first { $0.high == key.address.high && $0.low == key.address.low }
    let others = askers.filter { $0 != own }.map(\.most).sorted(by: >)
    guard others.count >= Self.custom else { return nil }
    let habit = own.map { $0.days >= Self.custom ? $0.most : 0 } ?? 0
    return max(others[Self.custom - 1], habit)
  }
}

extension EndpointLife.ErrorShape: PlainData {}
extension AskedMost.Asker: PlainData {}

extension EndpointLife: Snapshotting {
  /// What was seen so far, as it is kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.value(&first)
    try archive.value(&last)
    try archive.text(&version)
    try archive.value(&requestsBefore)
    try archive.value(&hours)
    try archive.value(&requests)
    try archive.value(&successes)
    try archive.value(&staticFiles)
    try archive.value(&visits)
    try archive.value(&clients)
    try archive.values(&errors)
    try amounts.snapshot(&archive)
    try offsets.snapshot(&archive)
  }
}

extension AskedMost: Snapshotting {
  /// Who asked for how much, as it is kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.value(&requests)
    try archive.values(&askers)
  }
}
