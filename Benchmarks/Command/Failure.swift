/// Why the benchmark ends: one sentence for a person.
struct Failure: Error, Hashable {
  /// The sentence.
  var message: String

  /// A failure of that sentence.
  init(_ message: String) { self.message = message }

  /// A file that cannot be made.
  static func cannotWrite(_ path: String) -> Failure {
    Failure("The file '\(path)' cannot be written.")
  }
}

/// A command line that cannot be understood.
struct UsageError: Error, Hashable {
  /// The sentence.
  var message: String
}
