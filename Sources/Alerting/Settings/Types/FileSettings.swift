/// `{"type": "stdout", "format": "text" or "ndjson"}`.
struct StandardOutputSettings: SinkDefinition {
  static let type = "stdout"
  private enum Keys: String, CodingKey, CaseIterable { case format }
  private let style: StandardOutputSink.Style

  init(from decoder: any Decoder) throws {
    let values = try decoder.sinkContainer(keyedBy: Keys.self)
    style = try values.word(.format, as: StandardOutputSink.Style.self) ?? .text
  }

  func make(_ context: SinkContext) -> any AlertSink { StandardOutputSink(style: style) }

  var proof: String { "it is written above" }
}

/// `{"type": "file", "path": "/var/log/tocsin/alerts.ndjson", "format": "tocsin", "rotate": "100M",
/// "keep": 5}`.
struct FileSettings: SinkDefinition {
  static let type = "file"
  private enum Keys: String, CodingKey, CaseIterable { case path, format, rotate, keep }
  private let path: String
  private let format: AlertFormat
  private let rotation: LogFileSink.Rotation?

  init(from decoder: any Decoder) throws {
    let values = try decoder.sinkContainer(keyedBy: Keys.self)
    path = try values.required(.path)
    format = try values.word(.format, as: AlertFormat.self) ?? .standard
    let keep = try values.number(.keep, 1...1000) ?? 5
    rotation = try values.text(.rotate, wanted: "a size such as 100M") { SettingsText.bytes($0) }
      .map { LogFileSink.Rotation(size: $0, keep: keep) }
  }

  func make(_ context: SinkContext) -> any AlertSink {
    LogFileSink(path: path, format: format, rotation: rotation)
  }

  var proof: String { "it is written to \(PrintableText.make(path))" }
}

/// `{"type": "exec", "command": ["/usr/local/bin/page", "--now"], "timeout": "30s"}`.
struct ExecSettings: SinkDefinition {
  static let type = "exec"
  private enum Keys: String, CodingKey, CaseIterable { case command, timeout }
  private let command: [String]
  private let timeout: Double

  init(from decoder: any Decoder) throws {
    let values = try decoder.sinkContainer(keyedBy: Keys.self)
    command = try values.decode([String].self, forKey: .command)
    try CommandSettings.check(command, at: decoder.codingPath, Keys.command)
    timeout = try values.seconds(.timeout, atLeast: 0.1) ?? 30
  }

  func make(_ context: SinkContext) -> any AlertSink {
    ExecSink(path: command[0], arguments: Array(command.dropFirst()), timeout: timeout)
  }

  var proof: String { "the command ended with exit code 0" }
}

/// Commands of the configuration: a list, so that no shell is needed to take it apart.
enum CommandSettings {
  static func check(_ command: [String], at path: [any CodingKey], _ key: any CodingKey) throws {
    guard let program = command.first, program.hasPrefix("/") else {
      throw SettingsError(
        "\(SettingsPath.name(path + [key])) must be a list that begins with a program's absolute path."
      )
    }
  }
}
