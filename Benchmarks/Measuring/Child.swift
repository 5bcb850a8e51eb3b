import Foundation

/// A process started to be measured: its processor time and peak memory come from `wait4` and are
/// its own, not mixed with those of other phases.
///
/// Linux hands the peak memory of the starting process on to the started one (`exec` keeps
/// `ru_maxrss`), so a peak below ours cannot be measured from outside. A phase of ours says its own
/// (`Usage.peakSinceStart`); for another program a table shows such a peak as `<` ours.
enum Child {
  /// Runs a program to its end.
  /// - Parameters:
  ///   - program: A path, or a name to look for on the `PATH`.
  ///   - output: The file that its standard output goes to.
  /// - Returns: What it cost.
  static func run(_ program: String, _ arguments: [String], output: String) throws -> Usage {
    let clock = ContinuousClock()
    let start = clock.now
    let child = try spawn(program, arguments, output: output)
    var status: Int32 = 0
    var usage = rusage()
    while wait4(child, &status, 0, &usage) < 0, errno == EINTR {}
    let wall = clock.now - start
    guard status == 0 else {
      let program = URL(fileURLWithPath: program).lastPathComponent
      let name = ([program] + arguments).joined(separator: " ")
      throw Failure("'\(name)' failed: \(reason(status)).")
    }
    return Usage(wall: wall / .seconds(1), usage)
  }

  /// True if a program can be started.
  static func isInstalled(_ program: String) -> Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
  }

  private static func reason(_ status: Int32) -> String {
    // <sys/wait.h>: WIFEXITED, WEXITSTATUS and WTERMSIG, which Swift does not import.
    status & 0x7f == 0 ? "exit code \(status >> 8 & 0xff)" : "signal \(status & 0x7f)"
  }

  private static func spawn(
    _ program: String, _ arguments: [String], output: String
  ) throws -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    // Bytes, not characters, and no time zones to look up: what the peers are fastest with.
    let settings = ["PATH=\(path)", "LC_ALL=C", "TZ=UTC"]
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var environment = settings.map { strdup($0) } + [nil]
    defer { for pointer in words + environment { free(pointer) } }
    var child: pid_t = 0
    let failure = posix_spawnp(&child, program, &actions, nil, &words, &environment)
    guard failure == 0 else {
      throw Failure("'\(program)' cannot be started: \(String(cString: strerror(failure))).")
    }
    return child
  }
}
