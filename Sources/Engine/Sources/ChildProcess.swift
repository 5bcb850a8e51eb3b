import Foundation
import Synchronization

/// A program that was started with its standard input, output and error redirected.
///
/// `posix_spawn` and not Foundation's `Process`: that needs a run loop to learn of the end, and its
/// descriptors could be inherited by the next child, which then keeps a pipe open for ever.
final class ChildProcess {
  /// What the program writes.
  let output: Descriptor
  /// What it complains about.
  let complaints: Descriptor
  private var identifier: pid_t?
  private var status: Int32 = 0

  /// Why a program or a pipe could not be made: a value of `errno`.
  struct StartFailure: Error, Hashable {
    let code: Int32
  }

  /// Starts a program found on the `PATH`.
  init(_ program: String, _ arguments: [String], input: Descriptor) throws(StartFailure) {
    let (out, err) = (try ChildProcess.pipe(), try ChildProcess.pipe())
    output = out.reading
    complaints = err.reading
    // The ends that the child writes to stay open here until it has them, and no longer.
    identifier = try ChildProcess.spawn(
      program, arguments, standard: [input, out.writing, err.writing])
  }

  deinit {
    // Gone before its end: nobody will read what it writes.
    if let identifier {
      kill(identifier, SIGKILL)
      _ = wait()
    }
  }

  /// Waits for the end of the program, which must have closed its output.
  /// - Returns: Its exit status; 128 and the signal's number where a signal ended it.
  func wait() -> Int32 {
    guard let child = identifier else { return status }
    var raw: Int32 = 0
    while waitpid(child, &raw, 0) < 0, errno == EINTR {}
    identifier = nil
    // <sys/wait.h>: WIFEXITED and WEXITSTATUS, which Swift does not import.
    let signal = raw & 0x7f
    status = signal == 0 ? (raw >> 8) & 0xff : 128 + signal
    return status
  }

  /// Held while a pipe is made and while a child is started: a child started between the making of a
  /// pipe and the mark on it that children do not inherit it would keep it open. (`pipe2` does both
  /// at once, but Swift does not import it.)
  private static let starting = Mutex(())

  /// A pipe that no child inherits but by redirection.
  static func pipe() throws(StartFailure) -> (reading: Descriptor, writing: Descriptor) {
    var ends: [Int32] = [-1, -1]
    let failure = starting.withLock { _ in
      guard Foundation.pipe(&ends) == 0 else { return errno }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return 0
    }
    guard failure == 0 else { throw StartFailure(code: failure) }
    return (Descriptor(ends[0]), Descriptor(ends[1]))
  }

  /// Starts the program with `standard` as its 0, 1 and 2, and with SIGPIPE back at its default,
  /// so that it ends quietly when nobody reads any more.
  private static func spawn(
    _ program: String, _ arguments: [String], standard: [Descriptor]
  ) throws(StartFailure) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (place, descriptor) in standard.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor.number, Int32(place))
    }
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    return try withExtendedLifetime(standard) { () throws(StartFailure) -> pid_t in
      try run(program, arguments, &actions, &attributes)
    }
  }

  #if canImport(Darwin)
    private typealias Actions = posix_spawn_file_actions_t?
    private typealias Attributes = posix_spawnattr_t?
  #else
    private typealias Actions = posix_spawn_file_actions_t
    private typealias Attributes = posix_spawnattr_t
  #endif

  private static func run(
    _ program: String, _ arguments: [String], _ actions: inout Actions,
    _ attributes: inout Attributes
  ) throws(StartFailure) -> pid_t {
    // Messages in English, because they are quoted; nothing else of the environment matters.
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var environment = [strdup("PATH=\(path)"), strdup("LC_ALL=C")] + [nil]
    defer { for pointer in words + environment { free(pointer) } }
    var child: pid_t = 0
    let failure = starting.withLock { _ in
      posix_spawnp(&child, program, &actions, &attributes, &words, &environment)
    }
    guard failure == 0 else { throw StartFailure(code: failure) }
    return child
  }
}
