import Foundation

/// Tells the service manager how the service is doing, by datagrams to `$NOTIFY_SOCKET`
/// (sd_notify(3)). Without such a socket it does nothing.
public final class ServiceNotifier {
  /// What can be said.
  public enum State: Sendable, Hashable {
    case ready
    case reloading(monotonicMicroseconds: UInt64)
    case stopping
    case watchdog
    case status(String)

    var text: String {
      switch self {
      case .ready: "READY=1"
      case .reloading(let time): "RELOADING=1\nMONOTONIC_USEC=\(time)"
      case .stopping: "STOPPING=1"
      case .watchdog: "WATCHDOG=1"
      case .status(let sentence): "STATUS=\(sentence.replacing("\n", with: " "))"
      }
    }
  }

  private let path: String?
  private let descriptor: Descriptor?
  /// Seconds between two signs of life: half of what the manager allows; nil if it wants none.
  public let watchdogSeconds: Double?
  private var lastSign = -Double.infinity

  /// A notifier for the environment's socket.
  public init(environment: [String: String]) {
    path = environment["NOTIFY_SOCKET"].flatMap { $0.isEmpty ? nil : $0 }
    descriptor = path.flatMap { _ in
      let number = socket(AF_UNIX, ServiceNotifier.datagram, 0)
      return number >= 0 ? Descriptor(number) : nil
    }
    let allowed = environment["WATCHDOG_USEC"].flatMap { Double($0) }
    watchdogSeconds = path == nil ? nil : allowed.map { $0 / 2e6 }
  }

  private static var datagram: Int32 {
    #if canImport(Darwin)
      SOCK_DGRAM
    #else
      Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    #endif
  }

  /// Says that the service lives, if it is time to.
  /// - Parameter now: Seconds of a steady clock.
  public func signOfLife(at now: Double) {
    guard let watchdogSeconds, now - lastSign >= watchdogSeconds else { return }
    lastSign = now
    send(.watchdog)
  }

  /// Sends a datagram; one that cannot be sent is lost, as the manual has it.
  public func send(_ state: State) {
    guard let path, let descriptor else { return }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var name = Array(path.utf8)
    // A name that begins with @ is one in the abstract namespace, which begins with NUL (unix(7)).
    if name.first == UInt8(ascii: "@") { name[0] = 0 }
    guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    let length = socklen_t(MemoryLayout<sockaddr_un>.offset(of: \.sun_path)! + name.count)
    let text = Array(state.text.utf8)
    // The address and the text outlive the call; their pointers do not leave it.
    _ = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(descriptor.number, text, text.count, 0, $0, length)
      }
    }
  }
}
