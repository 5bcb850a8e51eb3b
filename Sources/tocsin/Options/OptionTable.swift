import AccessLog
import Detection

/// Every option there is. A command names those it takes in its manual; `all` is what the parser
/// knows, so that an option may stand before the command too.
enum OptionTable {
  static let config = Option(
    "config", short: "c", "FILE",
    help: "Read settings from this file (JSON5, see Documentation/Configuration.md); options win",
    completion: .file)
  static let format = Option(
    "format", short: "f", "NAME|TEMPLATE",
    help: "The logs' format: a name from 'tocsin formats', or the server's own format text, such"
      + " as nginx's log_format; detected for each file otherwise",
    completion: .words(FormatCatalog.all.map(\.name)))
  static let trustedProxies = Option(
    "trusted-proxies", "CIDR[,CIDR…]",
    help: "Believe X-Forwarded-For and Forwarded as far as these proxies wrote them, such as"
      + " 10.0.0.0/8,2001:db8::/32; none by default")
  static let durationUnit = Option(
    "duration-unit", "UNIT",
    help: "What durations are counted in: s, ms, us or ns; the format's own unit otherwise",
    completion: .words(DurationUnit.symbols))
  static let timeZone = Option(
    "time-zone", "ZONE",
    help: "The zone of times that say none: +02:00 or Europe/Berlin; UTC otherwise")
  static let markdown = Option(
    "markdown", help: "List the formats as a table in Markdown, with a sample of each")
  static let since = Option(
    "since", "TIME",
    help: "Only requests from this time on: 2026-03-02, 2026-03-02T10:00:00Z,"
      + " or 7d for seven days ago")
  static let until = Option("until", "TIME", help: "Only requests before this time")
  static let alerts = Option(
    "alerts", "FILE",
    help: "Write the alerts there, one JSON object a line; '-' is standard"
      + " output, and the summary then goes to standard error", completion: .file)
  static let report = Option(
    "report", "FILE.html", help: "Write one HTML file to hand on", completion: .file)
  static let model = Option(
    "model", short: "m", "FILE",
    help: "What is normal, from 'tocsin train'; learned from the"
      + " input itself otherwise", completion: .file)
  static let openAPI = Option(
    "openapi", "FILE.json",
    help: "The service's OpenAPI document (3.x or Swagger 2.0, JSON): tell what answers"
      + " though it is not described", completion: .file)
  static let state = Option(
    "state", "DIR",
    help: "Keep there what has to survive a restart: places in the logs, windows, incidents, alerts"
      + " on their way (default $XDG_STATE_HOME/tocsin or ~/.local/state/tocsin; for root"
      + " /var/lib/tocsin)", completion: .file)
  static let fromStart = Option(
    "from-start",
    help: "Read logs that are met for the first time from their beginning, not from their end")
  static let metrics = Option(
    "metrics", "FILE.prom",
    help: "Write how the program is doing there every ten seconds, for node_exporter's textfile"
      + " collector", completion: .file)
  static let output = Option(
    "output", short: "o", "MODEL", help: "Where the model goes", completion: .file)
  static let merge = Option(
    "merge",
    help: "Join models, given in place of logs: stretches of one service's history")
  static let robust = Option(
    "robust",
    help: "Learn a second time without the incidents in the history, and say what was left out")
  static let window = Option(
    "window", "SECONDS",
    help: "Length of the windows that requests are counted in (default 60, or"
      + " the model's)")
  static let minSeverity = Option(
    "min-severity", "SEVERITY",
    help: "Tell only what is at least low, medium, high or critical"
      + " (default low)", completion: .words(Severity.allCases.map(\.name)))
  static let alarmsPerWeek = Option(
    "alarms-per-week", "N",
    help: "How many false alarms a week are bearable; all thresholds follow"
      + " from it (default 1)")
  static let sink = Option("sink", "NAME", help: "Only the alerts of this sink")
  static let sendTestAlert = Option(
    "send-test-alert", help: "Send each sink a test alert and say what its receiver answered")
  static let threads = Option("threads", "N", help: "Use at most N threads")
  static let maxMemory = Option(
    "max-memory", "SIZE", help: "Keep to this much memory, such as 512M or 2G")
  static let labels = Option(
    "labels", "FILE", help: "What is known to have happened, to compare with (JSON)",
    completion: .file)
  static let against = Option(
    "against", "CONFIG|MODEL", help: "Compare with this configuration or model", completion: .file)
  static let json = Option("json", help: "Print one JSON object for scripts")
  static let quiet = Option(
    "quiet", short: "q", help: "Print nothing but errors and what was asked for")
  static let labelColumn = Option(
    "label-column", "NAME", help: "score table: the column that is left out of scoring")
  static let seed = Option(
    "seed", "N",
    help: "score table: the forest's seed; the same seed gives the same bytes"
      + " (default 0)")
  static let trees = Option(
    "trees", "N", help: "score table: how many trees the forest has (default 100)")
  static let sample = Option(
    "sample", "N", help: "score table: how many rows each tree is grown from (default 256)")
  static let help = Option("help", short: "h", help: "Show this help")
  static let version = Option("version", short: "V", help: "Show the version")

  static let completions = Option(
    "completions", "SHELL", help: "Print what a shell can complete: bash, fish or zsh",
    completion: .words(ShellCompletions.Shell.allCases.map(\.rawValue)))
  static let man = Option("man", help: "Print the manual page, for 'man -l'")

  /// The options that every command takes.
  static let ofTheProgram = [help, version]
  /// The options that make sense without a command only.
  static let withoutCommand = [completions, man]

  /// All options, in the order of the commands that take them; each once.
  static func all(of commands: [any Command.Type]) -> [Option] {
    var seen = Set<String>()
    return (commands.flatMap { $0.manual.options } + ofTheProgram + withoutCommand).filter {
      seen.insert($0.name).inserted
    }
  }
}
