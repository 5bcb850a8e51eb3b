/// All formats that are known by name. Where two of them fit a log equally well, the one that comes
/// first is taken.
public enum FormatCatalog {
  /// The formats, the most common first.
  public static let all: [LogFormat] = [
    LogFormat("combined", "Apache and nginx, common and combined, with anything added at the end") {
      CommonLog()
    },
    LogFormat("json", "JSON lines with the keys of nginx, ECS, OpenTelemetry and common loggers") {
      JSONLog()
    },
  ]

  /// The format of that name, or nil.
  public static func format(named name: String) -> LogFormat? {
    all.first { $0.name == name }
  }
}
