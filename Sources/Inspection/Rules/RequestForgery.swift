/// A parameter that makes the server fetch an address only the server can reach.
///
/// What it looks like: `url=http://169.254.169.254/latest/meta-data/`, `src=gopher://127.0.0.1:6379`,
/// `img=http://0x7f000001/`. What normal looks most like it: addresses in parameters are daily
/// bread (redirects, referrers, images), and developers' redirects do lead to localhost. Nobody
/// honest asks for a cloud's metadata, or writes an address in octal.
///
/// OWASP API7:2023, ATT&CK T1190, T1552.005.
enum RequestForgery: RuleFamily {
  static let sign = Sign.serverSideRequestForgery

  static let phrases: [Phrase] = [
    .gate("://", in: .parameters), .gate("localhost", in: .parameters),
    .gate("http:", in: .parameters), .gate("169.", in: .parameters),
    .gate(".internal", in: .parameters), .gate("lvh.me", in: .parameters),
    .gate("metadata", in: .parameters), .gate(".svc", in: .parameters),
    .gate("0x", in: .parameters),
    .gate("127.", in: .parameters), .gate("file:/", in: .parameters),
    .gate("\u{3002}", in: .parameters), .gate("[", in: .parameters), .gate("unix:", in: .name),
    Phrase("gopher://", 100, in: .parameters), Phrase("dict://", 100, in: .parameters),
    Phrase("/latest/meta-data", 60, in: .parameters), Phrase("/computemetadata/", 60),
    Phrase("/metadata/instance", 60, in: .parameters), Phrase("netdoc:", 90, in: .parameters),
    Phrase("jar:http", 90, in: .parameters), Phrase("ldap://", 70, in: .parameters),
    Phrase("tftp://", 60, in: .parameters), Phrase("sftp://", 30, in: .parameters),
    Phrase("local_file:", 100, in: .parameters), Phrase("local-file:", 100, in: .parameters),
    Phrase("imap://", 50, in: .parameters), Phrase("file:/", 60, in: .parameters),
    Phrase("smb://", 40, in: .parameters), Phrase("jdbc:", 40, in: .parameters),
    Phrase("unix:aaa", 100, in: .parameters),
  ]

  static func judge(_ text: Text, _ evidence: inout Evidence) {
    manyHosts(text, &evidence)
    guard text.field == .value else { return }
    fileAddress(text, &evidence)
    foldedHost(text, &evidence)
    guard let host = HostLiteral(text) else { return }
    let isRedirect = text.role.contains(.redirect)
    let fetches = text.role.contains(.url) || text.role.contains(.host)
    switch host.reach {
    case .metadata:
      evidence.add(host.hasScheme ? metadata : metadataHost, text, host.range)
      if fetches { evidence.add(fetched, text, host.range) }
      if documents.contains(where: { text.firstIndex(of: $0, from: host.range.upperBound) != nil })
      {
        evidence.add(document, text, host.range)
      }
    case .loopback, .unspecified:
      evidence.add(loopback, text, host.range)
      if fetches { evidence.add(fetched, text, host.range) }
      if host.hasScheme, !isRedirect { evidence.add(addressed, text, host.range) }
      if host.reach == .unspecified, host.hasScheme { evidence.add(nobody, text, host.range) }
      let behind = text[host.range.upperBound]
      if fetches, !host.hasScheme, behind == UInt8(ascii: "/") || behind == UInt8(ascii: ":") {
        evidence.add(withPath, text, host.range)
      }
    case .privateNetwork:
      guard host.hasScheme, !isRedirect else { break }
      evidence.add(privateHost, text, host.range)
    case .elsewhere: break
    }
    if host.isAddress, text.has("http:", at: 0), text[5] != UInt8(ascii: "/"),
      text[5] != UInt8(ascii: "\\")
    {
      evidence.add(noSlashes, text, host.range)
    }
    if text[host.range.lowerBound] == UInt8(ascii: "["),
      text.bytes[host.range].contains(UInt8(ascii: "%"))
    {
      evidence.add(zoned, text, host.range)
    }
    if host.isDisguised, host.hasScheme { evidence.add(disguised, text, host.range) }
    if host.isDisguised, host.reach == .metadata || host.reach == .loopback {
      evidence.add(disguisedTarget, text, host.range)
    }
    if enclosed(text) { evidence.add(enclosedDigits, text, host.range) }
  }

  /// `http://a@b:80 &@127.0.0.1#@c/`: several `@`, of which parsers take different ones.
  private static func manyHosts(_ text: Text, _ evidence: inout Evidence) {
    guard text.field == .value, text.has("http", at: 0), let start = text.firstIndex(of: "://")
    else {
      return
    }
    let end = text.firstIndex(of: "?", from: start) ?? text.count
    let marks = text.bytes[start..<end].filter { $0 == UInt8(ascii: "@") }.count
    if marks >= 2 { evidence.add(manyUsers, text, start..<end) }
  }

  /// Digits and letters in circles, which some resolvers fold to digits (U+2460…U+24FF).
  private static func enclosed(_ text: Text) -> Bool {
    var index = 0
    while index + 2 < text.count {
      if text[index] == 0xe2, text[index + 1] == 0x91 || text[index + 1] == 0x92 { return true }
      index += 1
    }
    return false
  }

  /// `file://…` and `url:file:…` at the beginning: no page has a reason to name a local file.
  private static func fileAddress(_ text: Text, _ evidence: inout Evidence) {
    let start = text.has("url:", at: 0) ? 4 : 0
    if text.has("file:/", at: start), text.count > start + 7 {
      evidence.add(localFile, text, start..<text.count)
    }
    if text.has("jar:", at: start), text.bytes.contains(UInt8(ascii: "!")) {
      evidence.add(archive, text, start..<text.count)
    }
  }

  /// A host with characters that resolvers fold to dots, digits or letters (UTS 46): the ideographic
  /// full stop between digits, letters in circles.
  private static func foldedHost(_ text: Text, _ evidence: inout Evidence) {
    guard let start = text.firstIndex(of: "://") else { return }
    var index = start + 3
    while index + 2 < text.count, text[index] != UInt8(ascii: "/") {
      let isStop =
        text[index] == 0xe3 && text[index + 1] == 0x80 && text[index + 2] == 0x82
        && text[index - 1].isDigit && text[index + 3].isDigit
      let isCircled =
        text[index] == 0xe2 && (text[index + 1] == 0x92 || text[index + 1] == 0x93)
      if isStop || isCircled { return evidence.add(folded, text, index..<index + 3) }
      index += 1
    }
  }

  /// Where the clouds keep what is worth stealing (AWS, Azure, Google, DigitalOcean, Oracle,
  /// OpenStack, Packet, Kubernetes).
  private static let documents: [StaticString] = [
    "/meta-data", "/user-data", "/userdata", "/dynamic", "/api/token", "/metadata/",
    "/computemetadata/", "/opc/v", "/openstack", "/secrets", "/api/v1", "/iam/",
  ]

  private static let document = Rule(sign, 40, "a document with credentials of the server")
  private static let manyUsers = Rule(sign, 90, "an address with several hosts")
  private static let metadata = Rule(sign, 80, "an address of a cloud's metadata service")
  private static let metadataHost = Rule(sign, 60, "a cloud's metadata service")
  private static let loopback = Rule(sign, 30, "an address of the server itself")
  private static let fetched = Rule(sign, 40, "an address to be fetched")
  private static let addressed = Rule(sign, 30, "with its scheme")
  private static let privateHost = Rule(sign, 50, "an address of a private network")
  private static let disguised = Rule(sign, 70, "a number in place of an address")
  private static let disguisedTarget = Rule(sign, 60, "an inner address written as a number")
  private static let nobody = Rule(sign, 40, "an address that stands for all addresses")
  private static let withPath = Rule(sign, 30, "with a path or port")
  private static let noSlashes = Rule(sign, 50, "a scheme without slashes")
  private static let zoned = Rule(sign, 60, "an address of the local link with its zone")
  private static let localFile = Rule(sign, 100, "an address of a local file")
  private static let archive = Rule(sign, 100, "a file within a remote archive")
  private static let folded = Rule(sign, 100, "a host in characters that are folded to others")
  private static let enclosedDigits = Rule(sign, 100, "characters in circles in place of a host")
}
