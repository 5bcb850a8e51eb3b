import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// A way to a syslog receiver: the system's own socket, UDP, or TCP with octet counting.
public enum SyslogAddress: Sendable, Hashable {
  /// A local socket, usually `/dev/log`.
  case local(path: String)
  case udp(host: String, port: Int)
  case tcp(host: String, port: Int)
}

/// A socket that messages are sent through, opened when it is needed.
struct SyslogSocket: ~Copyable {
  /// Seconds that connecting or sending may take.
  private static let timeout: Int32 = 10

  private let address: SyslogAddress
  private var descriptor: Int32 = -1

  init(_ address: SyslogAddress) { self.address = address }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Sends one message.
  /// - Returns: Why it failed; nothing where it did not.
  mutating func send(_ message: [UInt8]) -> String? {
    if descriptor >= 0, isClosed() { disconnect() }
    if descriptor < 0, let problem = connect() { return problem }
    let bytes = isStream ? Array("\(message.count) ".utf8) + message : message
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count > 0 {
        done += count
      } else if errno == EAGAIN, wait(for: POLLOUT) {
        continue
      } else if errno != EINTR {
        let problem = errno == EAGAIN ? "it takes nothing any more" : SyslogSocket.error()
        disconnect()
        return problem
      }
    }
    return nil
  }

  /// A local socket may be a stream as well (systemd's and rsyslog's are not): those are tried after.
  private var isStream: Bool {
    if case .tcp = address { return true }
    return false
  }

  /// True where the other end has gone: a stream that has something to read has come to its end, as
  /// a syslog receiver says nothing.
  private func isClosed() -> Bool {
    guard isStream else { return false }
    var byte: UInt8 = 0
    let flags = Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)
    let count = recv(descriptor, &byte, 1, flags)
    return count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)
  }

  private mutating func disconnect() {
    close(descriptor)
    descriptor = -1
  }

  private mutating func connect() -> String? {
    switch address {
    case .local(let path): return connect(local: path)
    case .udp(let host, let port): return connect(host, port, SOCK_DGRAM)
    case .tcp(let host, let port): return connect(host, port, SOCK_STREAM)
    }
  }

  private mutating func connect(local path: String) -> String? {
    var name = sockaddr_un()
    name.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: name.sun_path) else {
      return "its path is too long for a socket"
    }
    withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: bytes) }
    let type = Int32(SOCK_DGRAM.rawValue) | O_CLOEXEC | O_NONBLOCK
    descriptor = socket(AF_UNIX, type, 0)
    guard descriptor >= 0 else { return SyslogSocket.error() }
    // Unsafe for the system call only, which takes every sort of address by one type.
    let result = withUnsafePointer(to: &name) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else {
      let problem = SyslogSocket.error()
      disconnect()
      return problem
    }
    return nil
  }

  private mutating func connect(_ host: String, _ port: Int, _ type: __socket_type) -> String? {
    var hints = addrinfo()
    hints.ai_socktype = Int32(type.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let status = getaddrinfo(host, String(port), &hints, &list)
    guard status == 0 else { return String(cString: gai_strerror(status)) }
    defer { freeaddrinfo(list) }
    var problem = "it has no address"
    var next = list
    while let info = next?.pointee {
      next = info.ai_next
      let kind = info.ai_socktype | O_CLOEXEC | O_NONBLOCK
      descriptor = socket(info.ai_family, kind, info.ai_protocol)
      guard descriptor >= 0 else { continue }
      if Glibc.connect(descriptor, info.ai_addr, info.ai_addrlen) == 0 { return nil }
      if errno == EINPROGRESS {
        guard wait(for: POLLOUT) else {
          problem = "no connection within \(SyslogSocket.timeout) seconds"
          disconnect()
          continue
        }
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
        if code == 0 { return nil }
        errno = code
      }
      problem = SyslogSocket.error()
      disconnect()
    }
    return problem
  }

  private func wait(for events: Int32) -> Bool {
    var wanted = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    return poll(&wanted, 1, SyslogSocket.timeout * 1000) > 0
  }

  private static func error() -> String { String(cString: strerror(errno)) }
}
