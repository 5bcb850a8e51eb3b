/// One thing `tocsin` can do. To add one: one file that conforms, one line in `CommandTable`.
protocol Command: Sendable {
  /// What it tells about itself.
  static var manual: Manual { get }

  /// From the words typed to what is meant; throws what cannot be meant.
  init(_ arguments: TypedArguments, surroundings: Surroundings) throws(UsageError)

  /// Does it. What it throws is printed as one message, exit code 2.
  func run(_ surroundings: Surroundings) async throws -> ExitCode
}

/// How a run ended, for the shell (a contract: scripts rely on these numbers).
enum ExitCode: Int32, Sendable {
  /// Done, and nothing found.
  case nothingFound = 0
  /// Alerts were raised.
  case alerts = 1
  /// It failed.
  case failure = 2
  /// The command line was wrong (EX_USAGE of sysexits.h).
  case usage = 64

  /// Done, for commands that look for nothing.
  static let done = ExitCode.nothingFound
}
