import Foundation

/// The lock by which a file belongs to one process (flock(2)).
public enum FileLock {
  /// How often it is tried, and microseconds between two tries: a second in all.
  private static let tries = 20
  private static let pause: UInt32 = 50_000

  /// Takes the lock of an open file.
  ///
  /// A child that another thread is just starting holds a copy of it until it has become its own
  /// program, and so does a process that is just dying: what is taken is tried again for a second.
  /// - Returns: False where it stays taken (`errno` is then `EWOULDBLOCK`), or cannot be locked.
  public static func take(_ descriptor: Int32) -> Bool {
    for attempt in 1...tries {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      guard errno == EWOULDBLOCK, attempt < tries else { return false }
      usleep(pause)
    }
    return false
  }
}
