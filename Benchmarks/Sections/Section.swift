/// A part of the benchmark with a table of its own.
protocol Section {
  /// Measures and checks.
  static func run(_ log: Log, _ arguments: Arguments, _ scratch: Scratch) throws -> Page
}

/// What a section has to show.
struct Page {
  /// A heading.
  var title: String
  /// The figures.
  var table: Table
  /// Sentences below the table.
  var notes: [String] = []
  /// The figures for programs.
  var records: [Record] = []
}
