import AccessLog
import Inspection

/// What a window holds of an endpoint beside its numbers: what few requests show, and what is judged
/// by the hour. A monoid like the aggregate that it is a part of.
public struct EndpointMarks: Sendable {
  /// The errors that the endpoint itself makes, by status; at most `ErrorMark.capacity`.
  public private(set) var errors: [ErrorMark] = []
  /// Answered requests whose address holds a secret.
  public var secrets: UInt32 = 0
  /// Requests answered 2xx that the service's description does not know.
  public var undocumented: UInt32 = 0
  /// What of them it does not know: the union.
  public var gaps: DescriptionGap = []
  /// Requests for static files.
  public var staticFiles: UInt32 = 0
  /// Requests that say how much they ask for.
  public var asks: UInt32 = 0
  /// The most asked for.
  public var largest = Ask()
  /// Who asked for the largest amount.
  public var amountBy = PrincipalKey(.absent)
  /// Who asked for what lies farthest in.
  public var offsetBy = PrincipalKey(.absent)
  /// Lines with errors.
  public var errorEvidence = EvidencePlaces()
  /// Lines with secrets.
  public var secretEvidence = EvidencePlaces()
  /// Lines that the description does not know.
  public var gapEvidence = EvidencePlaces()
  /// The line that asks for most.
  public var askEvidence: Int32 = -1

  /// No marks.
  public init() {}

  /// True if there is a line behind any mark.
  @inline(__always)
  var hasEvidence: Bool {
    askEvidence >= 0
      || errorEvidence.count | secretEvidence.count | gapEvidence.count != 0
  }

  /// All places of evidence that hold several lines.
  static let evidence: [WritableKeyPath<EndpointMarks, EvidencePlaces> & Sendable] = [
    \.errorEvidence, \.secretEvidence, \.gapEvidence,
  ]

  /// Takes how much a request asks for in; true if it is more than any before. O(1).
  @inline(__always)
  mutating func count(_ ask: Ask, by key: PrincipalKey) -> Bool {
    asks &+= 1
    var isMore = false
    if ask.amount > largest.amount {
      largest.amount = ask.amount
      amountBy = key
      isMore = true
    }
    if ask.offset > largest.offset {
      largest.offset = ask.offset
      offsetBy = key
      isMore = true
    }
    return isMore
  }

  /// Takes an error of the endpoint's in; true if it is the first of its status.
  mutating func countError(_ observation: Observation) -> Bool {
    let mark = ErrorMark(observation)
    guard let place = errors.firstIndex(where: { $0.status == mark.status }) else {
      guard errors.count < ErrorMark.capacity else { return false }
      errors.append(mark)
      return true
    }
    errors[place].merge(mark)
    return false
  }

  /// Takes the marks of another part of the same window in, without the evidence, which is the
  /// window's. O(1).
  @inline(__always)
  mutating func merge(_ other: borrowing EndpointMarks) {
    if !other.errors.isEmpty { merge(other.errors) }
    secrets &+= other.secrets
    undocumented &+= other.undocumented
    gaps.formUnion(other.gaps)
    staticFiles &+= other.staticFiles
    asks &+= other.asks
    if other.largest.amount > largest.amount {
      largest.amount = other.largest.amount
      amountBy = other.amountBy
    }
    if other.largest.offset > largest.offset {
      largest.offset = other.largest.offset
      offsetBy = other.offsetBy
    }
  }

  private mutating func merge(_ others: [ErrorMark]) {
    for mark in others {
      if let place = errors.firstIndex(where: { $0.status == mark.status }) {
        errors[place].merge(mark)
      } else if errors.count < ErrorMark.capacity {
        errors.append(mark)
      }
    }
  }
}

/// The answers of one error status: how many, to how many clients, how large.
public struct ErrorMark: Sendable, Hashable {
  /// The status.
  public var status: Int32
  /// Answers.
  public var requests: UInt32 = 1
  /// The clients that got them, one bit each by hash (linear counting with 64 bits).
  public var clientBits: UInt64
  /// The client that got the first.
  public var first: PrincipalKey
  /// The sizes of the answers, one bit for each power of two.
  public var sizes: UInt32

  /// The most statuses kept of one endpoint in one window: an endpoint that shows more has shown
  /// enough.
  public static let capacity = 6

  init(_ observation: Observation) {
    status = observation.status
    clientBits = 1 << (observation.principalHash >> 58)
    first = observation.principal
    let size = UInt32(truncatingIfNeeded: min(observation.bytes, UInt64(UInt32.max)))
    sizes = 1 << UInt32(size == 0 ? 0 : 31 - size.leadingZeroBitCount)
  }

  mutating func merge(_ other: ErrorMark) {
    requests &+= other.requests
    clientBits |= other.clientBits
    sizes |= other.sizes
  }

  /// How many clients, by linear counting; 64 bits tell up to about two hundred apart.
  public var clients: Int { BitmapCounter.estimate(of64: clientBits) }
}

extension Observation {
  /// True for errors that an endpoint makes by itself when it gets what it does not expect: 400, 405,
  /// 409, 415, 422, 500, 501 … Not those that are the client's or the gateway's affair: who may (401,
  /// 403), what is not there (404, 410), how much (429), who left (408, 499), what is behind the
  /// server (502, 503, 504).
  @inline(__always)
  var isOwnError: Bool {
    guard status >= 400 else { return false }
    switch status {
    case 401, 403, 404, 408, 410, 429, 499, 502, 503, 504: return false
    default: return status < 600
    }
  }
}

/// What a description of the service (OpenAPI) does not know of a request.
public struct DescriptionGap: OptionSet, Sendable, Hashable {
  /// One bit for each.
  public let rawValue: UInt8

  /// Gaps from their bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The path.
  public static let path = DescriptionGap(rawValue: 1)
  /// The method of a path that it knows.
  public static let method = DescriptionGap(rawValue: 2)
  /// A parameter of the query.
  public static let parameter = DescriptionGap(rawValue: 4)
}

extension ErrorMark: PlainData {}
extension DescriptionGap: PlainData {}
extension Ask: PlainData {}

extension EndpointMarks: Snapshotting {
  /// The marks as they are kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.values(&errors)
    try archive.value(&secrets)
    try archive.value(&undocumented)
    try archive.value(&gaps)
    try archive.value(&staticFiles)
    try archive.value(&asks)
    try archive.value(&largest)
    try archive.value(&amountBy)
    try archive.value(&offsetBy)
    try archive.value(&errorEvidence)
    try archive.value(&secretEvidence)
    try archive.value(&gapEvidence)
    try archive.value(&askEvidence)
  }

  /// True if all evidence is on a shelf of so many lines.
  func fits(_ lines: Int) -> Bool {
    Int(askEvidence) < lines && Self.evidence.allSatisfy { self[keyPath: $0].fits(lines) }
  }
}
