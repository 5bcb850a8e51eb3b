import Foundation

/// What happens when the reader of our output goes away (`tocsin … | head`).
public enum BrokenPipe {
  /// Makes a closed pipe an error of `write` (`EPIPE`) instead of the process's death by SIGPIPE.
  /// Once, at the start of the program.
  public static func ignoreSignal() { signal(SIGPIPE, SIG_IGN) }
}
