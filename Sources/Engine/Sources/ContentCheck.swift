/// Tells a log from a file that somebody named by mistake.
///
/// Reading a program or a database as a log gives a million malformed lines and an alarm about them.
/// But an attacker writes into logs too, raw bytes where the server lets them through, and must not
/// be able to have a log refused. So: what begins like a known sort of file is that; anything else
/// is refused only if there is not one line of text in its first 64 KiB.
enum ContentCheck {
  /// Bytes looked at.
  static let headSize = 65_536
  /// A line shorter than this proves nothing: random bytes hold such runs.
  private static let shortestLine = 16

  /// Why the bytes are no log, as the end of a sentence; nothing where they may be one.
  static func objection(to head: [UInt8]) -> String? {
    if let sort = knownSort(head) { return sort }
    return hasText(head)
      ? nil : "is no text: its first \(head.count) bytes hold no line that a log could have."
  }

  private static func knownSort(_ head: [UInt8]) -> String? {
    let begins = { (bytes: [UInt8]) in head.starts(with: bytes) }
    if begins(Array("PK\u{3}\u{4}".utf8)) { return "is a ZIP archive: unpack it first." }
    if begins([0x37, 0x7a, 0xbc, 0xaf]) { return "is a 7z archive: unpack it first." }
    if begins([0x04, 0x22, 0x4d, 0x18]) { return "is compressed with lz4: decompress it first." }
    if head.count > 262, head[257..<262].elementsEqual("ustar".utf8) {
      return "is a tar archive: unpack it first."
    }
    if begins([0xff, 0xfe]) || begins([0xfe, 0xff]) {
      return "is UTF-16 text: convert it first (iconv -f UTF-16 -t UTF-8)."
    }
    if begins([0x7f, 0x45, 0x4c, 0x46]) { return "is a program, not a log." }
    if begins(Array("SQLite format 3\0".utf8)) { return "is an SQLite database, not a log." }
    if begins(Array("%PDF-".utf8)) { return "is a PDF document, not a log." }
    if begins([0x89, 0x50, 0x4e, 0x47]) || begins([0xff, 0xd8, 0xff]) {
      return "is a picture, not a log."
    }
    return nil
  }

  /// True where all bytes are text or at least one line is. Zero bytes at the beginning are left
  /// out: a log that was cut while its writer held it open (logrotate's copytruncate) begins with
  /// them.
  private static func hasText(_ head: [UInt8]) -> Bool {
    let bytes = head.drop { $0 == 0 }
    if bytes.isEmpty || !bytes.contains(where: isStrange) { return true }
    return bytes.split(separator: 0x0a).contains { line in
      let printable = line.count { (0x20..<0x7f).contains($0) }
      return line.count >= shortestLine && printable * 4 >= line.count * 3
        && !line.contains(where: isControl)
    }
  }

  private static func isStrange(_ byte: UInt8) -> Bool { isControl(byte) || byte >= 0x80 }

  /// Control characters that text lines do not have; TAB and CR they do.
  private static func isControl(_ byte: UInt8) -> Bool {
    byte == 0x7f || (byte < 0x20 && byte != 0x09 && byte != 0x0a && byte != 0x0d)
  }
}
