/// Takes secrets out of a piece of log text before it leaves the machine.
///
/// Replaces the values of parameters, headers and JSON members whose names say that they are
/// secret; tokens and keys that are known by their shape; mail addresses; card numbers; and user
/// names with passwords in addresses. Percent-encoded text is read as it stands. What it leaves
/// is fit for an alert: the marks hold no blanks, so that a log line keeps its fields.
///
///     Redactor().redact("GET /login?user=ann&password=s3cret HTTP/1.1")
///     // GET /login?user=ann&password=[redacted] HTTP/1.1
///
/// It errs on the side of silence: a number that only looks like a card is gone too. It does not
/// know secrets without a name or a shape. PCI DSS v4.0 requirement 3.4, GDPR article 5(1)(c).
public struct Redactor: Sendable {
  /// What stands for a named secret.
  public static let mark = "[redacted]"
  /// What stands for a token or key known by its shape.
  public static let tokenMark = "[redacted-token]"
  /// What stands for a mail address.
  public static let mailMark = "[redacted-mail]"
  /// What stands for a card number.
  public static let cardMark = "[redacted-card]"

  /// A redactor; it has no settings and no state.
  public init() {}

  /// The text without its secrets. O(length).
  public func redact(_ text: String) -> String {
    String(decoding: redact(Array(text.utf8)), as: UTF8.self)
  }

  /// The text without its secrets. O(length).
  public func redact(_ bytes: [UInt8]) -> [UInt8] {
    let text = RedactionText(bytes)
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard let finding = finding(text, index) else {
        output.append(bytes[index])
        index += 1
        continue
      }
      output += bytes[index..<finding.range.lowerBound]
      output += finding.mark.utf8
      index = max(finding.range.upperBound, index + 1)
    }
    return output
  }

  /// What has to go, and what is put in its place.
  private struct Finding {
    var range: Range<Int>
    var mark: String
  }

  private func finding(_ text: RedactionText, _ index: Int) -> Finding? {
    if let separator = text.separator(at: index), let value = text.secretValue(index, separator) {
      return Finding(range: value, mark: Redactor.mark)
    }
    if text.isStart(index) {
      if let end = text.tokenEnd(index) {
        return Finding(range: index..<end, mark: Redactor.tokenMark)
      }
      if let end = text.cardEnd(index) {
        return Finding(range: index..<end, mark: Redactor.cardMark)
      }
      if let end = text.mailEnd(index) {
        return Finding(range: index..<end, mark: Redactor.mailMark)
      }
    }
    if let userInfo = text.userInfo(index) { return Finding(range: userInfo, mark: Redactor.mark) }
    return nil
  }
}
