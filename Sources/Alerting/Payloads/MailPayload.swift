import AccessLog

/// An address that a message can come from or go to.
public struct MailAddress: Sendable, Hashable {
  /// The address: `oncall@example.org`.
  public let text: String

  /// An address; nothing where it could be taken for an option, for two of them, or for a header.
  public init?(_ text: String) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    let allowed = text.utf8.allSatisfy {
      (0x21...0x7e).contains($0) && !#"<>()[],;:"\"#.utf8.contains($0)
    }
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), allowed, !text.hasPrefix("-"),
      text.utf8.count <= 254
    else { return nil }
    self.text = text
  }

  /// The part behind the `@`.
  var host: String { String(text.split(separator: "@")[1]) }
}

/// An alert as an Internet message (RFC 5322) of plain text.
///
/// Nothing from a log reaches a header as it stands: the subject is printable text without line
/// breaks, encoded where it is not ASCII (RFC 2047) and folded; the body is quoted-printable
/// (RFC 2045 §6.7). All messages of an incident refer to one id, so that mail programs show them as
/// one conversation.
struct MailPayload: Sendable {
  var from: MailAddress
  var to: [MailAddress]

  /// The message, with line feeds alone, as `sendmail` takes it.
  func make(_ alert: Alert) -> [UInt8] {
    let message = PlainMessage(alert)
    let id = { (text: String) in "<tocsin-\(MailPayload.token(text))@\(from.host)>" }
    let headers = [
      "From: Tocsin <\(from.text)>", "To: " + to.map(\.text).joined(separator: ",\n "),
      "Subject: " + MailPayload.encoded(message.subject),
      "Date: " + MailPayload.date(alert.time), "Message-ID: " + id(alert.deliveryID),
      "References: " + id(alert.id), "Auto-Submitted: auto-generated",
      "X-Tocsin-Severity: " + alert.severity.name, "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable",
    ]
    return Array((headers.joined(separator: "\n") + "\n\n").utf8)
      + MailPayload.quotedPrintable(message.text)
  }

  /// What may stand in a message id as it is.
  private static func token(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter {
          $0.isASCII && ($0.properties.isAlphabetic || "0123456789-".unicodeScalars.contains($0))
        }
        .prefix(100)))
  }

  /// The text as encoded words (RFC 2047) of at most 75 characters, or as it is where it is short
  /// ASCII.
  static func encoded(_ text: String) -> String {
    let text = PrintableText.make(text)
    let isPlain = text.utf8.allSatisfy { $0 < 0x7f } && !text.contains("=?")
    if isPlain, text.utf8.count <= 900 { return folded(text) }
    var words: [String] = []
    var word: [UInt8] = []
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      // 45 bytes are 60 characters of base64, and 72 with what encloses them.
      if word.count + bytes.count > 45 {
        words.append("=?utf-8?B?" + Base64.encode(word) + "?=")
        word = []
      }
      word += bytes
    }
    words.append("=?utf-8?B?" + Base64.encode(word) + "?=")
    return words.joined(separator: "\n ")
  }

  /// Lines of about 76 characters, broken at spaces; a continuation begins with a space.
  private static func folded(_ text: String) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if line.utf8.count + word.utf8.count > 66, !line.isEmpty {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return (lines + [line]).joined(separator: "\n ")
  }

  static func quotedPrintable(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var column = 0
      for (index, byte) in line.utf8.enumerated() {
        let isLast = index == line.utf8.count - 1
        var piece = quoted(byte, at: column, isLast: isLast)
        if column + piece.count > 75 {
          result += Array("=\n".utf8)
          column = 0
          piece = quoted(byte, at: 0, isLast: isLast)
        }
        result += piece
        column += piece.count
      }
      result.append(0x0a)
    }
    return result
  }

  /// A byte as it stands in a line. A dot or "From" at a line's beginning means something on the way.
  private static func quoted(_ byte: UInt8, at column: Int, isLast: Bool) -> [UInt8] {
    let isPlain =
      switch byte {
      case UInt8(ascii: "="): false
      case UInt8(ascii: "."), UInt8(ascii: "F"): column > 0
      case 0x20: !isLast
      default: (0x21...0x7e).contains(byte)
      }
    return isPlain ? [byte] : Array(hex(byte).utf8)
  }

  private static func hex(_ byte: UInt8) -> String {
    "=" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  /// `Mon, 02 Mar 2026 03:04:05 +0000` (RFC 5322 §3.3).
  static func date(_ time: Timestamp) -> String {
    let time = time.isAbsent ? Timestamp(seconds: 0) : time
    let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let number = time.floored(toSeconds: 86_400).seconds / 86_400
    let parts = UTCTime.day(time).split(separator: "-")
    let month = (Int(parts[1]) ?? 1) - 1
    let weekday = days[Int((number % 7 + 7) % 7)]
    return "\(weekday), \(parts[2]) \(months[month]) \(parts[0]) \(UTCTime.clock(time)) +0000"
  }
}
