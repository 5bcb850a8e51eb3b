import AccessLog
import Detection
import Foundation
import TestSupport
import Testing

@testable import Alerting

/// What the real receivers make of what they are sent: Debian's prometheus-alertmanager, rsyslog,
/// nginx, ipset and nftables. Each is left out where its program is missing.
@Suite(.serialized) struct RealReceiverTests {
  private static let alertmanager = SystemProgram.path("prometheus-alertmanager")
  private static let rsyslog = SystemProgram.path("rsyslogd")
  private static let nginx = SystemProgram.path("nginx")
  private static let nft = SystemProgram.path("nft")

  private func alert(_ event: Incident.Event) -> Alert {
    let now = Timestamp(seconds: Int64(Date().timeIntervalSince1970))
    var alert = Example.alert(event)
    alert.time = now
    alert.window = TimeSpan(start: Timestamp(seconds: now.seconds - 60), end: now)
    return alert
  }

  @Test(.enabled(if: alertmanager != nil, "needs prometheus-alertmanager"))
  func alertmanagerShowsItFiringAndThenResolved() async throws {
    let folder = try ScratchFolder()
    let pager = try LocalReceiver()
    defer { pager.stop() }
    let port = try SystemProgram.freePort()
    let file = folder.path + "/alertmanager.yml"
    try """
    route: {receiver: pager, group_by: [incident], group_wait: 0s, group_interval: 1s}
    receivers: [{name: pager, webhook_configs: [{url: "\(pager.address("/"))", send_resolved: true}]}]
    """.write(toFile: file, atomically: true, encoding: .utf8)
    let process = try SystemProgram.start(
      try #require(Self.alertmanager),
      [
        "--config.file=" + file, "--storage.path=" + folder.path,
        "--web.listen-address=127.0.0.1:\(port)", "--cluster.listen-address=",
      ], log: folder.path + "/alertmanager.log")
    defer { SystemProgram.stop(process) }
    #expect(await eventually { LocalClient.get(port: port, "/-/ready")?.contains(" 200 ") == true })
    let sink = AlertmanagerSink(
      base: try #require(SecretURL("http://127.0.0.1:\(port)")), transport: SystemTransport(),
      memory: OpenAlerts(path: folder.path + "/open.ndjson"))
    #expect(await sink.deliver(alert(.opened)) == .delivered)
    let list = { LocalClient.get(port: port, "/api/v2/alerts") ?? "" }
    #expect(await eventually { list().contains(#""state":"active""#) })
    #expect(list().contains(#""incident":"00c0ffee00c0ffee""#))
    #expect(await sink.repeatWhatIsOpen(at: 0) == nil)
    #expect(await eventually { pager.calls.count == 1 })
    #expect(await sink.deliver(alert(.resolved)) == .delivered)
    #expect(await eventually { !list().contains("00c0ffee00c0ffee") })
    #expect(await eventually { pager.calls.count == 2 })
    let states = try pager.calls.map { try Hostile.object($0.body)["status"] as? String }
    #expect(states == ["firing", "resolved"])
  }

  @Test(.enabled(if: rsyslog != nil, "needs rsyslogd"))
  func rsyslogReadsEveryField() async throws {
    let folder = try ScratchFolder()
    // A socket's path may have 107 bytes.
    let socket = "/tmp/tocsin-\(UInt32.random(in: 0 ... .max)).sock"
    defer { unlink(socket) }
    let (udp, tcp) = (try SystemProgram.freePort(), try SystemProgram.freePort())
    let (file, log) = (folder.path + "/rsyslog.conf", folder.path + "/out.log")
    try """
    module(load="imudp") module(load="imtcp") module(load="imuxsock" SysSock.Use="off")
    input(type="imudp" address="127.0.0.1" port="\(udp)")
    input(type="imtcp" address="127.0.0.1" port="\(tcp)")
    input(type="imuxsock" Socket="\(socket)" UseSpecialParser="off" ParseHostname="on")
    template(name="fields" type="string"
      string="%inputname%|%pri%|%protocol-version%|%hostname%|%app-name%|%msgid%|%structured-data%|%msg%\\n")
    action(type="omfile" file="\(log)" template="fields")
    """.write(toFile: file, atomically: true, encoding: .utf8)
    let process = try SystemProgram.start(
      try #require(Self.rsyslog), ["-n", "-iNONE", "-f", file], log: folder.path + "/rsyslog.log")
    defer { SystemProgram.stop(process) }
    let ways: [(String, SyslogAddress)] = [
      ("imuxsock", .local(path: socket)), ("imudp", .udp(host: "127.0.0.1", port: udp)),
      ("imtcp", .tcp(host: "127.0.0.1", port: tcp)),
    ]
    let read = { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }
    for (name, address) in ways {
      let sink = SyslogSink(address, payload: SyslogPayload(host: "web-1"))
      #expect(await sends(sink, until: { read().contains(name) }), "\(name)")
      let line = try #require(read().split(separator: "\n").first { $0.hasPrefix(name) })
      let fields = line.split(separator: "|", omittingEmptySubsequences: false)
      #expect(
        fields[1...5].map(String.init) == ["82", "1", "web-1", "tocsin", "account-takeover"])
      #expect(fields[6].hasPrefix(#"[tocsin@32473 id="00c0ffee00c0ffee" event="opened""#))
      #expect(fields[7].contains("They got in: client 203.0.113.9"))
    }
  }

  /// Sends until it has come: a datagram to a receiver that is still starting is lost.
  private func sends(_ sink: SyslogSink, until hasCome: () -> Bool) async -> Bool {
    for _ in 0..<200 where !hasCome() {
      _ = await sink.deliver(Example.alert())
      try? await Task.sleep(for: .milliseconds(50))
    }
    return hasCome()
  }

  private func blocklist(_ format: BlocklistFormat, in folder: ScratchFolder) async -> String {
    let path = folder.path + "/blocked.conf"
    let sink = BlocklistSink(
      path: path, format: format, rules: .init(kinds: [.accountTakeover]),
      now: { 1_772_420_705 })
    for client in ["203.0.113.9", "2001:db8::9"] {
      var finding = Example.finding()
      finding.subject = Subject(.client, client)
      #expect(await sink.deliver(Example.alert(finding: finding)) == .delivered)
    }
    return path
  }

  @Test(.enabled(if: nginx != nil, "needs nginx"))
  func nginxTakesTheBlocklist() async throws {
    let folder = try ScratchFolder()
    let list = await blocklist(.nginx, in: folder)
    let file = folder.path + "/nginx.conf"
    try """
    pid \(folder.path)/nginx.pid;
    error_log \(folder.path)/error.log;
    events {}
    http { access_log off; include \(list); server { listen 127.0.0.1:8099; } }
    """.write(toFile: file, atomically: true, encoding: .utf8)
    let test = try SystemProgram.run(
      try #require(Self.nginx), ["-t", "-p", folder.path, "-c", file])
    #expect(test.code == 0, "\(test.output)")
  }

  @Test(.enabled(if: nft != nil, "needs nft"))
  func nftablesTakesTheBlocklist() async throws {
    let folder = try ScratchFolder()
    let list = await blocklist(.nftables, in: folder)
    let test = try SystemProgram.run(try #require(Self.nft), ["-c", "-f", list])
    // Without the right to ask the kernel nothing can be said.
    if test.output.contains("Operation not permitted") { return }
    #expect(test.code == 0, "\(test.output)")
  }
}
