import Foundation
import Synchronization

/// Standard output: a line of NDJSON for programs, or a few lines for whoever looks at the terminal.
public final class StandardOutputSink: AlertSink {
  /// What is written.
  public enum Style: String, Sendable, Hashable, CaseIterable {
    /// `tocsin.alert/1`, a line each.
    case ndjson
    /// A message to read.
    case text
  }

  private let style: Style
  private let descriptor: Int32
  private let lock = Mutex(())

  /// A sink.
  /// - Parameter descriptor: Where it writes; another than standard output in tests.
  public init(style: Style, descriptor: Int32 = STDOUT_FILENO) {
    self.style = style
    self.descriptor = descriptor
  }

  /// Writes the alert. A closed pipe is `receiverGone`, provided that the process ignores SIGPIPE.
  public func deliver(_ alert: Alert) -> Delivery {
    let bytes = style == .ndjson ? alert.ndjson() : Array(PlainMessage(alert).text.utf8) + [0x0a]
    return lock.withLock { _ in
      guard !SmallFile.write(bytes, to: descriptor) else { return .delivered }
      guard errno != EPIPE else { return .receiverGone }
      let reason = String(cString: strerror(errno))
      return .tryAgain(reason: "Cannot write to standard output: \(reason).", after: nil)
    }
  }
}
