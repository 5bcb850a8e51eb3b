import AccessLog

/// The text of names that are kept by their hash: users and host names. Bounded: beyond `capacity`
/// a name is shown by its hash.
public struct NameBook: Sendable {
  /// The most names kept.
  public static let capacity = 65_536
  private var names: [UInt64: String] = [:]

  /// A book without names.
  public init() {}

  /// Notes a name. O(1).
  mutating func note(_ hash: UInt64, _ bytes: borrowing RawSpan, _ range: Range<Int>) {
    guard names.count < Self.capacity, names[hash] == nil else { return }
    let text = range.prefix(256).map { bytes.unsafeLoad(fromByteOffset: $0, as: UInt8.self) }
    names[hash] = String(decoding: text, as: UTF8.self)
  }

  /// A principal as text: an address, or a name (hostile).
  public func text(_ key: PrincipalKey) -> String {
    if let network = key.asNetwork { return network.description }
    guard key.isUser || key.isHost else { return key.address.description }
    return names[key.address.low] ?? "#" + String(key.address.low, radix: 16)
  }
}

extension NameBook: Snapshotting {
  /// The names as they are kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    var hashes = archive.isReading ? [] : names.keys.sorted()
    try archive.values(&hashes)
    for hash in hashes {
      var name = names[hash] ?? ""
      try archive.text(&name)
      if archive.isReading { names[hash] = name }
    }
  }
}
