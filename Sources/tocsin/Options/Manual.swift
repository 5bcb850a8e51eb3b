/// What a command tells about itself: its help, its page in the manual and its place in the shells'
/// completions are made from this.
struct Manual: Sendable {
  /// The word that calls it.
  var name: String
  /// One line for the list of commands, without a final stop.
  var summary: String
  /// How its operands are written in the usage line.
  var operands: String
  /// What it does, in paragraphs.
  var discussion: [String]
  /// The options it takes, `--help` and `--version` aside.
  var options: [Option]
  /// Two calls worth copying, each with what it is for.
  var examples: [Example]
  /// Its exit codes, 64 aside.
  var exits: [Exit]

  /// A call worth copying.
  struct Example: Sendable {
    /// What it is for.
    var purpose: String
    /// The command line.
    var call: String
  }

  /// An exit code and what it means here.
  struct Exit: Sendable {
    /// The code.
    var code: ExitCode
    /// When it is returned.
    var meaning: String
  }
}
