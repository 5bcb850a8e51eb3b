import Foundation
import Synchronization

/// Syslog after RFC 5424: the system's own socket, UDP (RFC 5426) or TCP (RFC 6587, octet counting).
///
/// Syslog answers nothing: over UDP a message can be lost unseen, over TCP one that was under way
/// when the connection broke.
public final class SyslogSink: AlertSink {
  private let payload: SyslogPayload
  private let target: String
  private let socket: Mutex<SyslogSocket>

  /// A sink.
  public init(_ address: SyslogAddress, payload: SyslogPayload) {
    self.payload = payload
    let target =
      switch address {
      case .local(let path): path
      case .udp(let host, let port): "\(host):\(port) (UDP)"
      case .tcp(let host, let port): "\(host):\(port) (TCP)"
      }
    self.target = PrintableText.make(target)
    socket = Mutex(SyslogSocket(address))
  }

  /// Sends the message.
  public func deliver(_ alert: Alert) async -> Delivery {
    let message = payload.make(alert)
    guard let problem = socket.withLock({ $0.send(message) }) else { return .delivered }
    return .tryAgain(reason: "syslog at \(target): \(problem).", after: nil)
  }

  /// This host's name, for messages.
  public static func hostName() -> String { ProcessInfo.processInfo.hostName }
}
