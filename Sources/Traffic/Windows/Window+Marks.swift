import AccessLog
import Inspection

extension Observation {
  /// True where an endpoint's window has something to note beside the numbers.
  @inline(__always)
  var isMarked: Bool {
    !endpoint.ask.isEmpty || !gaps.isEmpty || isOwnError
      || verdict.suspected.contains(.secretInURL)
  }
}

extension Window {
  /// Notes what an observation shows beside the numbers, and keeps its line where that is evidence.
  mutating func mark(
    _ endpoint: Int, _ observation: Observation, _ request: Request,
    _ bytes: borrowing RawSpan, _ source: UInt16
  ) {
    let ask = observation.endpoint.ask
    if !ask.isEmpty, withMarks(endpoint, { $0.count(ask, by: observation.principal) }) {
      let line = ask.isNotable ? keep(request, bytes, source) : -1
      if line >= 0 { withMarks(endpoint) { $0.askEvidence = line } }
    }
    if observation.isOwnError, withMarks(endpoint, { $0.countError(observation) }) {
      let line = keep(request, bytes, source)
      withMarks(endpoint) { $0.errorEvidence.note(line) }
    }
    if observation.holdsAnsweredSecret {
      let hasRoom = withMarks(endpoint) {
        $0.secrets &+= 1
        return $0.secretEvidence.hasRoom
      }
      let line = hasRoom ? keep(request, bytes, source) : -1
      withMarks(endpoint) { $0.secretEvidence.note(line) }
    }
    if !observation.gaps.isEmpty {
      let hasRoom = withMarks(endpoint) {
        $0.undocumented &+= 1
        $0.gaps.formUnion(observation.gaps)
        return $0.gapEvidence.hasRoom
      }
      let line = hasRoom ? keep(request, bytes, source) : -1
      withMarks(endpoint) { $0.gapEvidence.note(line) }
    }
  }
}

extension Observation {
  /// True for a secret in an address that the service took: what is refused is the client's own
  /// nonsense.
  fileprivate var holdsAnsweredSecret: Bool {
    verdict.suspected.contains(.secretInURL) && status >= 200 && status < 400
  }
}

extension Ask {
  /// True where the line is worth keeping: less is a page of a list.
  fileprivate var isNotable: Bool { max(amount, offset) >= 200 }
}
