import AccessLog
import Detection
import Foundation
import Synchronization

/// A file of addresses that a server or a firewall refuses.
///
/// To block by what a log says is to let attackers choose whom: whoever can make requests in
/// somebody's name, or shares an address with him, gets him blocked. So this is off unless it is
/// configured, takes only the kinds and severities chosen, only single clients, never an address
/// that is allowed, private or this machine's own, and every entry ends by itself.
public final class BlocklistSink: RepeatingSink, ReopenableSink {
  /// What is blocked, for how long, and what never is.
  public struct Rules: Sendable, Hashable {
    /// Kinds of incidents that lead to an entry.
    public var kinds: Set<Kind>
    /// The least urgent severity that does.
    public var minimum: Severity
    /// Seconds until an entry ends; a further alert about the address begins them anew.
    public var duration: Int64
    /// Networks that are never blocked: one's own proxies, partners, monitoring.
    public var allowed: [Network]
    /// The most entries; beyond that the ones that end first go.
    public var mostEntries: Int

    /// Rules.
    public init(
      kinds: Set<Kind>, minimum: Severity = .high, duration: Int64 = 86_400,
      allowed: [Network] = [], mostEntries: Int = 10_000
    ) {
      self.kinds = kinds
      self.minimum = minimum
      self.duration = duration
      self.allowed = allowed
      self.mostEntries = max(1, mostEntries)
    }

    /// The address to block for an alert; nothing where none is.
    func address(for alert: Alert) -> Address? {
      guard alert.event != .resolved, alert.severity >= minimum,
        alert.kinds.contains(where: kinds.contains), alert.subject.rung == .client,
        let address = Address(alert.subject.value),
        !SpecialNetworks.contains(address), !allowed.contains(where: { $0.contains(address) })
      else { return nil }
      return address
    }
  }

  /// Seconds between two looks for entries that have ended.
  public let period: Double = 60

  private let path: String
  private let text: BlocklistText
  private let rules: Rules
  private let command: ChildProcess?
  private let now: @Sendable () -> Double
  private let entries: Mutex<[Address: Int64]>

  /// A sink, with what its file already lists.
  /// - Parameters:
  ///   - path: The file, replaced as a whole with every change.
  ///   - name: Of the nftables table, or the beginning of the names of ipset's sets.
  ///   - command: Absolute path and arguments of a program to run after a change, such as
  ///     `nginx -s reload`.
  public init(
    path: String, format: BlocklistFormat, rules: Rules, name: String = "tocsin",
    command: [String] = [],
    now: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }
  ) {
    self.path = path
    self.rules = rules
    self.now = now
    text = BlocklistText(format: format, name: name)
    self.command = command.first.map {
      ChildProcess(path: $0, arguments: Array(command.dropFirst()), timeout: 30)
    }
    entries = Mutex(BlocklistSink.read(path, rules))
  }

  /// Blocks the alert's client where the rules say so; every other alert is none of its business.
  public func deliver(_ alert: Alert) async -> Delivery {
    guard let address = rules.address(for: alert) else { return .delivered }
    let end = Int64(now()) + rules.duration
    let problem = change { $0[address] = max(end, $0[address] ?? end) }
    return problem.map { .tryAgain(reason: $0, after: nil) } ?? .delivered
  }

  /// Takes off what has ended.
  public func repeatWhatIsOpen(at now: Double) async -> String? {
    let hasEnded = entries.withLock { $0.values.contains { Double($0) <= now } }
    return hasEnded ? change { _ in } : nil
  }

  /// Reads the file again: what somebody has taken off by hand stays off.
  public func reopen() { entries.withLock { $0 = BlocklistSink.read(path, rules) } }

  private func change(_ body: (inout [Address: Int64]) -> Void) -> String? {
    let now = Int64(now())
    return entries.withLock { entries in
      var changed = entries
      body(&changed)
      changed = changed.filter { $0.value > now }
      let sorted = changed.map { BlocklistText.Entry(address: $0.key, until: $0.value) }
        .sorted { ($0.until, $0.address) > ($1.until, $1.address) }
      let kept = Array(sorted.prefix(rules.mostEntries))
      do throws(Outbox.Failure) {
        let bytes = text.write(kept.sorted { $0.address < $1.address }, now: now)
        try SmallFile.replace(bytes, at: path, mode: 0o644)
      } catch {
        return error.description
      }
      entries = [:]
      for entry in kept { entries[entry.address] = entry.until }
      return runCommand()
    }
  }

  private func runCommand() -> String? {
    guard let command else { return nil }
    let (end, said) = command.run(input: [])
    guard end != .exited(0) else { return nil }
    let words = said.isEmpty ? "" : ": \(said)"
    return "\(PrintableText.make(command.path)) did not take the blocklist (\(end))\(words)."
  }

  /// What the file lists; what the rules would not list (any more) is left out.
  private static func read(_ path: String, _ rules: Rules) -> [Address: Int64] {
    guard let data = try? Data(contentsOf: URL(filePath: path)) else { return [:] }
    var entries: [Address: Int64] = [:]
    for entry in BlocklistText.read(String(decoding: data, as: UTF8.self))
    where !SpecialNetworks.contains(entry.address)
      && !rules.allowed.contains(where: { $0.contains(entry.address) })
    {
      entries[entry.address] = entry.until
    }
    return entries
  }
}

/// Networks that no attacker from the Internet comes from: the special-purpose address registries of
/// IANA (RFC 6890), as far as blocking them could only hurt oneself.
enum SpecialNetworks {
  private static let all: [Network] = [
    // "This" network, private (RFC 1918), shared by carriers (RFC 6598), loopback, link-local.
    "0.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8",
    "169.254.0.0/16",
    // IETF protocol assignments, multicast, reserved and broadcast.
    "192.0.0.0/24", "224.0.0.0/4", "240.0.0.0/4",
    // Unspecified, loopback and other low addresses; unique local, link-local, multicast.
    "::/96", "fc00::/7", "fe80::/10", "ff00::/8",
    // NAT64: all of IPv4 behind one's own translator (RFC 6052, RFC 8215).
    "64:ff9b::/96", "64:ff9b:1::/48",
  ].compactMap { Network($0) }

  static func contains(_ address: Address) -> Bool {
    all.contains { $0.contains(address) }
  }
}
