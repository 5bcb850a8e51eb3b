/// The commands there are, in the order of the help.
enum CommandTable {
  /// One line for each command.
  static let all: [any Command.Type] = [
    AnalyzeCommand.self,
    WatchCommand.self,
    TrainCommand.self,
    BacktestCommand.self,
    ExplainCommand.self,
    ParseCommand.self,
    FormatsCommand.self,
    ScoreCommand.self,
    CheckCommand.self,
    OutboxCommand.self,
  ]
}
