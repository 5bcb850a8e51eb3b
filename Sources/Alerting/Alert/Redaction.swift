/// Takes secrets out of the bytes of a log line (or of a text made from one) before they leave.
///
/// The rules are Inspection's; what is done to the result here (control characters, bytes that are
/// no UTF-8) does not depend on them.
public typealias Redact = @Sendable ([UInt8]) -> String

/// Ready-made ways to redact.
public enum Redaction {
  /// Keeps everything: for tests, and for those who switch redaction off.
  public static let none: Redact = { PrintableText.make($0) }
}
