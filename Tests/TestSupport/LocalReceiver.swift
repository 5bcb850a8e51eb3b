import Foundation
import Synchronization

/// A small HTTP server on this machine that remembers what it was sent and answers as it is told:
/// sinks are tested against a real connection, without a network.
public final class LocalReceiver: Sendable {
  /// What was sent.
  public struct Call: Sendable {
    /// Such as `POST`.
    public var method: String
    /// The path and the query, or the whole address where it was sent to a proxy.
    public var target: String
    /// Names in lower case.
    public var headers: [String: String]
    /// The body's bytes.
    public var body: [UInt8]
  }

  /// What is answered.
  public enum Answer: Sendable {
    case status(Int, headers: [String] = [], body: String = "")
    /// The connection is closed without an answer.
    case cut
    /// The connection is closed in the middle of the answer's head.
    case cutWithin
    /// Nothing for so many seconds, then 200.
    case late(Double)
    /// A byte of the body every tenth of a second, without end.
    case drip
    /// A body of so many bytes.
    case huge(Int)
  }

  private struct State {
    var calls: [Call] = []
    var isClosed = false
  }

  /// The port that it listens on, at 127.0.0.1.
  public let port: Int
  private let listener: Int32
  private let answer: @Sendable (Call, Int) -> Answer
  private let state = Mutex(State())

  /// A receiver.
  /// - Parameter answer: What to answer to a call, given how many came before it.
  public init(_ answer: @escaping @Sendable (Call, Int) -> Answer = { _, _ in .status(200) }) throws
  {
    self.answer = answer
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &name) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard isBound, listen(descriptor, 128) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
    port = Int(UInt16(bigEndian: name.sin_port))
    listener = descriptor
    // Threads of their own: what blocks here must not use up those of whoever is tested.
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(descriptor, nil, nil)
        guard connection >= 0 else { return }
        guard let self, !self.state.withLock({ $0.isClosed }) else {
          close(connection)
          return
        }
        Thread.detachNewThread { self.serve(connection) }
      }
    }
  }

  deinit { stop() }

  /// Accepts nothing any more.
  public func stop() {
    let wasClosed = state.withLock { state in
      defer { state.isClosed = true }
      return state.isClosed
    }
    guard !wasClosed else { return }
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// The address with a path.
  public func address(_ path: String = "") -> String { "http://127.0.0.1:\(port)\(path)" }

  /// What has been sent so far.
  public var calls: [Call] { state.withLock { $0.calls } }

  // MARK: - A connection

  private func serve(_ connection: Int32) {
    defer { close(connection) }
    while let call = LocalReceiver.read(connection) {
      let number = state.withLock { state in
        state.calls.append(call)
        return state.calls.count - 1
      }
      guard reply(answer(call, number), to: connection) else { return }
    }
  }

  /// - Returns: False where the connection is to be closed.
  private func reply(_ answer: Answer, to connection: Int32) -> Bool {
    let head = { (status: Int, headers: [String], length: Int) in
      let lines = ["HTTP/1.1 \(status) Test", "Content-Length: \(length)"] + headers
      return lines.joined(separator: "\r\n") + "\r\n\r\n"
    }
    switch answer {
    case .status(let status, let headers, let body):
      return LocalReceiver.write(head(status, headers, body.utf8.count) + body, to: connection)
    case .cut: return false
    case .cutWithin:
      _ = LocalReceiver.write("HTTP/1.1 200 O", to: connection)
      return false
    case .late(let seconds):
      usleep(UInt32(seconds * 1_000_000))
      return LocalReceiver.write(head(200, [], 2) + "ok", to: connection)
    case .drip:
      guard LocalReceiver.write(head(200, [], 1_000_000), to: connection) else { return false }
      while LocalReceiver.write("x", to: connection) {
        if state.withLock({ $0.isClosed }) { return false }
        usleep(100_000)
      }
      return false
    case .huge(let size):
      return LocalReceiver.write(
        head(200, [], size) + String(repeating: "x", count: size), to: connection)
    }
  }

  private static func write(_ text: String, to connection: Int32) -> Bool {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  private static func read(_ connection: Int32) -> Call? {
    var bytes: [UInt8] = []
    let end = Array("\r\n\r\n".utf8)
    while true {
      if let head = bytes.firstRange(of: end) {
        let lines = String(decoding: bytes[..<head.lowerBound], as: UTF8.self)
          .components(separatedBy: "\r\n")
        let parts = lines[0].split(separator: " ")
        guard parts.count == 3 else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
          guard let colon = line.firstIndex(of: ":") else { continue }
          headers[line[..<colon].lowercased()] =
            line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        if headers["expect"] == "100-continue" {
          _ = write("HTTP/1.1 100 Continue\r\n\r\n", to: connection)
        }
        var body = Array(bytes[head.upperBound...])
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        while body.count < length {
          guard let more = receive(connection) else { return nil }
          body += more
        }
        return Call(
          method: String(parts[0]), target: String(parts[1]), headers: headers, body: body)
      }
      guard let more = receive(connection) else { return nil }
      bytes += more
    }
  }

  private static func receive(_ connection: Int32) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(connection, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer[..<count]) : nil
  }
}
