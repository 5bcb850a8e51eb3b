import AccessLog
import Engine
import Reporting

/// `tocsin parse FILE…`: the requests as NDJSON.
struct ParseCommand: Command {
  static let manual = Manual(
    name: "parse",
    summary: "Print the requests of logs as NDJSON",
    operands: "FILE…",
    discussion: [
      "Prints one JSON object for each request: file, line, time (UTC), client, user, method,"
        + " target, path, query, protocol, host, status, bytes (sent), duration (seconds), referer,"
        + " userAgent, operation (GraphQL, SOAP) and grpcStatus; what the log does not have is absent. A line that cannot be parsed gives"
        + " an object with error and column instead.",
      "FILE may be a log, a folder of logs, a pattern such as 'logs/*.gz', or '-' for standard"
        + " input; .gz, .bz2, .xz and .zst are unpacked. At the end the line count is printed to"
        + " standard error: lines = requests + skipped + malformed + late.",
    ],
    options: InputSettings.options + [OptionTable.quiet],
    examples: [
      .init(
        purpose: "who caused the errors of today's log",
        call: "tocsin parse access.log | jq -r 'select(.status >= 500).client' | sort | uniq -c"),
      .init(
        purpose: "one hour of a rotated log",
        call: "tocsin parse --since 2026-03-02T10:00 --until 2026-03-02T11:00 access.log.1.gz"),
    ],
    exits: [
      .init(code: .done, meaning: "parsed, or there was nothing to parse"),
      .init(code: .failure, meaning: "no line could be parsed, or a file could not be read"),
    ])

  private let inputs: InputSettings
  private let isQuiet: Bool

  init(_ arguments: TypedArguments, surroundings: Surroundings) throws(UsageError) {
    inputs = try InputSettings(arguments, surroundings)
    isQuiet = arguments.has(OptionTable.quiet)
  }

  func run(_ surroundings: Surroundings) async throws -> ExitCode {
    let logs = try LogFile.find(inputs)
    var output = OutputStream.standardOutput()
    var count = Accounting()
    var problems: [SourceProblem] = []
    for log in logs {
      let json = RequestJSON(file: log.name)
      let ending = try log.read { batch in
        count.add(batch)
        try write(batch, as: json, to: &output, count: &count)
      }
      if let problem = ending.problem { problems.append(problem) }
    }
    try output.flush()
    // That a file is not all there is no small talk.
    let grave = problems.filter { $0.isFailure || $0.sort == .brokenOff }
    Messages.note((isQuiet ? grave : problems).map(\.description))
    if !isQuiet { Messages.note([count.sentence]) }
    guard count.requests + count.skipped > 0 || count.malformed == 0 else {
      throw Failure.nothingParsed(inputs)
    }
    return problems.contains(where: \.isFailure) ? .failure : .done
  }

  /// Writes a batch in the order of its lines.
  private func write(
    _ batch: RequestBatch, as json: RequestJSON, to output: inout OutputStream,
    count: inout Accounting
  ) throws {
    var malformed = batch.malformed[...]
    for request in batch.requests {
      while let line = malformed.first, line.lineNumber < request.lineNumber {
        try output.write { json.append(line, to: &$0) }
        malformed.removeFirst()
      }
      if inputs.filter.contains(request.time) {
        try output.write { json.append(request, bytes: batch.bytes, to: &$0) }
      } else {
        count.skipRequest()
      }
    }
    for line in malformed { try output.write { json.append(line, to: &$0) } }
  }
}
