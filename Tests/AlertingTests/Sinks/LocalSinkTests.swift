import AccessLog
import Detection
import Foundation
import TestSupport
import Testing

@testable import Alerting

/// The sinks that speak no HTTP: files, commands, mail, the blocklist.
@Suite(.serialized) struct LocalSinkTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func text(_ name: String) -> String {
    (try? String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)) ?? ""
  }

  /// A program of so many lines of shell.
  private func program(_ name: String, _ body: String) throws -> String {
    let path = folder.path + "/" + name
    try ("#!/bin/sh\n" + body + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    chmod(path, 0o755)
    return path
  }

  private func alert(_ client: String, _ event: Incident.Event = .opened) -> Alert {
    var finding = Example.finding()
    finding.subject = Subject(.client, client)
    return Example.alert(event, finding: finding)
  }

  // MARK: - Files

  @Test func aFileIsOpenedAnewWhereItWasMoved() async throws {
    let sink = LogFileSink(path: folder.path + "/a")
    #expect(sink.deliver(Example.alert()) == .delivered)
    rename(folder.path + "/a", folder.path + "/b")
    #expect(sink.deliver(Example.alert()) == .delivered)
    sink.reopen()
    #expect(sink.deliver(Example.alert(.resolved)) == .delivered)
    #expect(text("b").split(separator: "\n").count == 2)
    #expect(text("a").utf8.elementsEqual(Example.alert(.resolved).ndjson()))
  }

  @Test func aFileIsSetAsideWhenItIsLong() async throws {
    let line = Example.alert().ndjson().count
    let sink = LogFileSink(
      path: folder.path + "/a", rotation: .init(size: line * 2, keep: 2))
    for _ in 0..<7 { #expect(sink.deliver(Example.alert()) == .delivered) }
    #expect(
      ["a", "a.1", "a.2", "a.3"].map { text($0).split(separator: "\n").count } == [1, 2, 2, 0])
  }

  @Test(arguments: AlertFormat.allCases)
  func everyFormatIsOneLine(format: AlertFormat) async throws {
    let sink = LogFileSink(path: folder.path + "/a", format: format)
    for alert in Hostile.alerts { #expect(sink.deliver(alert) == .delivered) }
    #expect(text("a").split(separator: "\n").count == Hostile.alerts.count)
  }

  @Test func aFileThatCannotBeOpenedIsTriedAgain() {
    let sink = LogFileSink(path: folder.path + "/nowhere/a")
    #expect(
      sink.deliver(Example.alert())
        == .tryAgain(
          reason: "Cannot write to \(folder.path)/nowhere/a: No such file or directory.",
          after: nil))
  }

  // MARK: - Commands

  @Test func aCommandGetsTheAlertOnItsStandardInput() async throws {
    let path = try program("page", #"cat > "$1"; env > "$1.env""#)
    let sink = ExecSink(path: path, arguments: [folder.path + "/seen"])
    #expect(await sink.deliver(Example.alert()) == .delivered)
    #expect(text("seen").utf8.elementsEqual(Example.alert().ndjson()))
    let names = text("seen.env").split(separator: "\n").map { $0.prefix { $0 != "=" } }
    #expect(Set(names).isSubset(of: ["PATH", "PWD", "SHLVL", "_", "OLDPWD"]))
  }

  @Test func aCommandsExitCodeSaysHowItWent() async throws {
    let answers: [(String, Delivery)] = [
      ("exit 65", .refused(reason: "PATH refused the alert.")),
      (
        "echo no such pager >&2; exit 3",
        .tryAgain(reason: "PATH ended with exit code 3 (no such pager).", after: nil)
      ),
      ("kill -9 $$", .tryAgain(reason: "PATH was ended by signal 9.", after: nil)),
    ]
    for (body, delivery) in answers {
      let path = try program("page", body)
      let result = "\(await ExecSink(path: path).deliver(Example.alert()))"
      #expect(result.replacing(path, with: "PATH") == "\(delivery)")
    }
    let missing = await ExecSink(path: folder.path + "/none").deliver(Example.alert())
    if case .tryAgain = missing {} else { Issue.record("\(missing)") }
  }

  @Test func aCommandThatHangsIsEnded() async throws {
    let path = try program("page", "exec sleep 60")
    let start = Date()
    let delivery = await ExecSink(path: path, timeout: 0.2).deliver(Example.alert())
    #expect(Date().timeIntervalSince(start) < 10)
    #expect(
      delivery
        == .tryAgain(reason: "\(path) took longer than 0.2 seconds and was ended.", after: nil))
  }

  // MARK: - Mail

  @Test func mailIsHandedToSendmail() async throws {
    let path = try program("sendmail", #"cat > "$0.message"; echo "$@" > "$0.arguments""#)
    let sink = MailSink(
      from: try #require(MailAddress("tocsin@example.org")),
      to: [try #require(MailAddress("a@example.org")), try #require(MailAddress("b@example.org"))],
      program: path)
    #expect(await sink.deliver(Example.alert()) == .delivered)
    #expect(text("sendmail.arguments") == "-i -f tocsin@example.org a@example.org b@example.org\n")
    let parts = text("sendmail.message").split(separator: "\n\n", maxSplits: 1)
    #expect(
      parts[0] == """
        From: Tocsin <tocsin@example.org>
        To: a@example.org,
         b@example.org
        Subject: [CRITICAL] They got in: client 203.0.113.9: 12 failed log-ins in a
         minute, then a success
        Date: Mon, 02 Mar 2026 03:05:05 +0000
        Message-ID: <tocsin-00c0ffee00c0ffee-opened-1772420705000000@example.org>
        References: <tocsin-00c0ffee00c0ffee@example.org>
        Auto-Submitted: auto-generated
        X-Tocsin-Severity: critical
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable
        """)
  }

  @Test func sendmailsExitCodesAreToldApart() async throws {
    for (code, isFinal) in [(67, true), (65, true), (75, false), (69, false)] {
      let sink = MailSink(
        from: try #require(MailAddress("t@example.org")),
        to: [try #require(MailAddress("a@example.org"))],
        program: try program("sendmail", "exit \(code)"))
      switch await sink.deliver(Example.alert()) {
      case .refused: #expect(isFinal)
      case .tryAgain: #expect(!isFinal)
      default: Issue.record("\(code)")
      }
    }
  }

  @Test(arguments: [
    "", "a", "a@", "@b", "a@b@c", "-f@example.org", "a b@c", "a@b\nBcc: x@y", "a,b@c", "<a@b>",
  ])
  func whatIsNoAddressIsNone(text: String) { #expect(MailAddress(text) == nil) }

  // MARK: - Blocklist

  private func blocklist(
    _ format: BlocklistFormat = .plain, allowed: [String] = [], at now: ManualClock,
    mostEntries: Int = 100
  ) -> BlocklistSink {
    BlocklistSink(
      path: folder.path + "/list", format: format,
      rules: .init(
        kinds: [.accountTakeover], duration: 3600, allowed: allowed.compactMap { Network($0) },
        mostEntries: mostEntries),
      now: { now.now })
  }

  @Test func anEntryEndsByItself() async throws {
    let time = ManualClock()
    let sink = blocklist(.nginx, at: time)
    #expect(await sink.deliver(alert("203.0.113.9")) == .delivered)
    time.advance(1800)
    #expect(await sink.deliver(alert("2001:db8::7")) == .delivered)
    #expect(
      text("list") == """
        # Written by tocsin, which takes entries off at their end.
        # until 2026-03-02T04:05:05.000Z 203.0.113.9
        deny 203.0.113.9;
        # until 2026-03-02T04:35:05.000Z 2001:db8::7
        deny 2001:db8::7;

        """)
    time.advance(1800)
    #expect(await sink.repeatWhatIsOpen(at: time.now) == nil)
    #expect(!text("list").contains("203.0.113.9") && text("list").contains("2001:db8::7"))
    // After a restart the list is what its file says.
    let again = blocklist(.nginx, at: time)
    #expect(await again.deliver(alert("198.51.100.3")) == .delivered)
    #expect(text("list").contains("deny 2001:db8::7;"))
  }

  @Test func whatMustNotBeBlockedNeverIs() async throws {
    let sink = blocklist(allowed: ["192.0.2.0/24", "2001:db8:1::/48"], at: ManualClock())
    let never = [
      "192.0.2.1", "2001:db8:1::5", "127.0.0.1", "10.1.2.3", "172.20.0.1", "192.168.1.1",
      "100.64.0.1", "169.254.169.254", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::",
      "fe80::1", "fd00::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::1.2.3.4", "alice",
      "203.0.113.0/24",
    ]
    for client in never { #expect(await sink.deliver(alert(client)) == .delivered) }
    #expect(await sink.deliver(alert("203.0.113.9", .resolved)) == .delivered)
    var other = Example.finding()
    other.kind = .scraping
    other.severity = .high
    let event = Example.event(.opened, finding: other, also: [])
    #expect(await sink.deliver(Alert(event, redact: Redaction.none)) == .delivered)
    other.kind = .accountTakeover
    other.severity = .medium
    #expect(await sink.deliver(Example.alert(finding: other)) == .delivered)
    var user = Example.finding()
    user.subject = Subject(.user, "203.0.113.9")
    #expect(await sink.deliver(Example.alert(finding: user)) == .delivered)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/list"))
  }

  @Test func aListIsBounded() async throws {
    let time = ManualClock()
    let sink = blocklist(at: time, mostEntries: 2)
    for number in 1...4 {
      time.advance(1)
      #expect(await sink.deliver(alert("203.0.113.\(number)")) == .delivered)
    }
    let entries = text("list").split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(entries == ["203.0.113.3", "203.0.113.4"])
  }

  @Test func setsOfTheKernelEndTheirEntriesThemselves() async throws {
    let time = ManualClock()
    let ipset = blocklist(.ipset, at: time)
    #expect(await ipset.deliver(alert("203.0.113.9")) == .delivered)
    #expect(text("list").contains("add tocsin-4 203.0.113.9 timeout 3600\n"))
    let nftables = blocklist(.nftables, at: time)
    #expect(await nftables.deliver(alert("2001:db8::7")) == .delivered)
    #expect(
      text("list").contains("add element inet tocsin blocked6 { 2001:db8::7 timeout 3600s }\n"))
  }
}
