import AccessLog
import Traffic

/// An hour of one endpoint: what is judged slower than by the minute.
public struct EndpointHour: Sendable {
  /// The endpoint.
  public var endpoint: EndpointID
  /// Requests.
  public var requests: UInt32
  /// How they were answered.
  public var statuses: StatusTally
  /// Bytes sent.
  public var bytes: UInt64
  /// Distinct clients, estimated.
  public var clients: UInt32
  /// What few requests show: errors, secrets, what is asked for.
  public var marks: EndpointMarks
  /// Lines with errors of the endpoint's own.
  public var errorLines: [KeptLine] = []
  /// Lines with secrets in their address.
  public var secretLines: [KeptLine] = []
  /// Lines that the service's description does not know.
  public var gapLines: [KeptLine] = []
  /// The line that asks for most.
  public var askLines: [KeptLine] = []

  /// The level of the windows that are kept as hours.
  static let level = 1

  /// The hour of an endpoint of a window.
  init(_ id: EndpointID, _ aggregate: TrafficAggregate, _ window: Window) {
    endpoint = id
    requests = aggregate.requests
    statuses = aggregate.statuses
    bytes = aggregate.bytes
    clients = UInt32(truncatingIfNeeded: aggregate.clients.estimate)
    marks = aggregate.marks
    errorLines = marks.errorEvidence.lines(on: window.shelf)
    secretLines = marks.secretEvidence.lines(on: window.shelf)
    gapLines = marks.gapEvidence.lines(on: window.shelf)
    if marks.askEvidence >= 0 { askLines = [window.shelf.lines[Int(marks.askEvidence)]] }
  }

  /// Forgets the lines.
  mutating func dropLines() {
    errorLines = []
    secretLines = []
    gapLines = []
    askLines = []
  }

  /// Memory that the hour holds, in bytes, roughly.
  var footprint: Int {
    let lines = [errorLines, secretLines, gapLines, askLines].joined()
    return MemoryLayout<EndpointHour>.stride
      + marks.errors.count * MemoryLayout<ErrorMark>.stride
      + lines.reduce(0) { $0 + $1.text.count + 64 }
  }
}
