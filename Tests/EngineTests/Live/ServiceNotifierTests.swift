import Foundation
import Testing

@testable import Engine

@Suite struct ServiceNotifierTests {
  @Test func theManagerHearsOfReadinessAndSignsOfLife() throws {
    let folder = try TemporaryFolder()
    let path = folder("notify")
    let receiver = Descriptor(socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0))
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let isBound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(receiver.number, $0, size) }
    }
    #expect(isBound == 0)
    let notifier = ServiceNotifier(
      environment: ["NOTIFY_SOCKET": path, "WATCHDOG_USEC": "4000000"])
    #expect(notifier.watchdogSeconds == 2)
    notifier.send(.ready)
    notifier.signOfLife(at: 10)
    notifier.signOfLife(at: 11)
    notifier.signOfLife(at: 12)
    notifier.send(.status("a\nb"))
    var texts: [String] = []
    for _ in 0..<4 {
      var buffer = [UInt8](repeating: 0, count: 256)
      let count = recv(receiver.number, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      texts.append(String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self))
    }
    #expect(texts == ["READY=1", "WATCHDOG=1", "WATCHDOG=1", "STATUS=a b"])
  }

  @Test func withoutASocketNothingIsSaid() {
    let notifier = ServiceNotifier(environment: ["WATCHDOG_USEC": "4000000"])
    #expect(notifier.watchdogSeconds == nil)
    notifier.send(.ready)
  }
}
