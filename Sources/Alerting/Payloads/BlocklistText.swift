import AccessLog

/// A list of addresses to be refused, in the words of whoever refuses them.
public enum BlocklistFormat: String, Sendable, Hashable, CaseIterable {
  /// nginx: `deny 203.0.113.9;`, for an `include`.
  case nginx
  /// `ipset restore`: sets of IPv4 and IPv6 addresses, each with its own end.
  case ipset
  /// `nft -f`: a table with two sets whose elements end by themselves.
  case nftables
  /// An address a line.
  case plain
}

/// The text of such a list. Every entry stands behind a comment with its end, by which the list is
/// read back: the file is all that is remembered.
struct BlocklistText: Sendable {
  /// An address and when it is taken off, in seconds since the Unix epoch.
  struct Entry: Sendable, Hashable {
    var address: Address
    var until: Int64
  }

  private static let mark = "# until "

  var format: BlocklistFormat
  /// Name of the nftables table, and beginning of the names of ipset's sets.
  var name: String

  /// The list.
  /// - Parameters:
  ///   - entries: In the order in which they are written.
  ///   - now: Seconds since the Unix epoch; what the kernel's timeouts are counted from.
  func write(_ entries: [Entry], now: Int64) -> [UInt8] {
    var lines = ["# Written by tocsin, which takes entries off at their end."]
    lines += head
    for entry in entries {
      let end = UTCTime.rfc3339(Timestamp(seconds: entry.until)) ?? "-"
      lines.append(BlocklistText.mark + end + " " + entry.address.description)
      lines += line(entry, left: max(1, entry.until - now)).map { [$0] } ?? []
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// The entries of a list; lines that are none are left out.
  static func read(_ text: String) -> [Entry] {
    text.split(separator: "\n").compactMap { line in
      guard line.hasPrefix(mark) else { return nil }
      let parts = line.dropFirst(mark.count).split(separator: " ")
      guard parts.count == 2, let address = Address(String(parts[1])) else { return nil }
      let end = UTCTime.parse(String(parts[0]))
      return end.isAbsent ? nil : Entry(address: address, until: end.seconds)
    }
  }

  /// What makes the sets and empties them.
  private var head: [String] {
    switch format {
    case .nginx, .plain: []
    case .ipset:
      [("4", "inet"), ("6", "inet6")].flatMap { set in
        [
          "create \(name)-\(set.0) hash:ip family \(set.1) timeout 0 -exist",
          "flush \(name)-\(set.0)",
        ]
      }
    case .nftables:
      ["add table inet \(name)"]
        + [("4", "ipv4_addr"), ("6", "ipv6_addr")].flatMap { set in
          [
            "add set inet \(name) blocked\(set.0) { type \(set.1); flags timeout; }",
            "flush set inet \(name) blocked\(set.0)",
          ]
        }
    }
  }

  private func line(_ entry: Entry, left: Int64) -> String? {
    let address = entry.address.description
    let family = entry.address.isV4 ? "4" : "6"
    // The kernel's timers hold 32 bits of milliseconds (ipset(8): at most 2147483 seconds).
    let timeout = min(left, 2_147_483)
    return switch format {
    case .nginx: "deny \(address);"
    case .plain: address
    case .ipset: "add \(name)-\(family) \(address) timeout \(timeout)"
    case .nftables:
      "add element inet \(name) blocked\(family) { \(address) timeout \(timeout)s }"
    }
  }
}
