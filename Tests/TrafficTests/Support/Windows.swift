import AccessLog
import Inspection
import TestSupport
import Traffic

/// The requests of a log, with what they give away: what the windows are made from.
func batch(_ log: [UInt8]) -> (batch: RequestBatch, verdicts: [Verdict]) {
  var reader = LogReader()
  var batch = RequestBatch()
  var rest = log[...]
  _ = reader.fill(&batch, capacity: log.count) { buffer in
    let count = min(buffer.count, rest.count)
    buffer.copyBytes(from: rest.prefix(count))
    rest = rest.dropFirst(count)
    return count
  }
  if batch.lineCount == 0 { reader.finish(&batch) }
  var inspector = Inspector()
  var verdicts: [Verdict] = []
  inspector.inspect(batch, into: &verdicts)
  return (batch, verdicts)
}

extension WindowAssembler {
  /// Takes lines in and answers the windows that they complete.
  mutating func add(_ lines: [LogLine]) -> [Window] {
    let (requests, verdicts) = batch(lines.log)
    return add(requests, verdicts)
  }

  /// Takes a whole batch in and answers the windows that it completes, which are used again.
  mutating func add(_ batch: RequestBatch, _ verdicts: [Verdict]) -> [Window] {
    var windows: [Window] = []
    var rest = 0..<batch.requests.count
    while !rest.isEmpty { windows += add(batch, &rest, verdicts: verdicts, source: 0) }
    recycle(windows)
    return windows
  }
}

/// All windows of a log.
func windows(_ lines: [LogLine], settings: WindowSettings = WindowSettings()) -> [Window] {
  var assembler = WindowAssembler(settings: settings)
  return assembler.add(lines) + assembler.finish()
}

extension Window {
  /// The aggregate of a client.
  func client(_ text: String) -> PrincipalAggregate? {
    principals.aggregate(of: PrincipalKey(address(text)))
  }
}

extension PrincipalTable {
  /// All principals as aggregates, in the order of their keys.
  var everybody: [PrincipalAggregate] {
    (aggregates + passersBy.map(\.aggregate)).sorted { $0.key < $1.key }
  }
}

/// An IPv4 address from its text.
func address(_ text: String) -> Address {
  Address(v4: text.split(separator: ".").reduce(0) { $0 << 8 | UInt32($1)! })
}
