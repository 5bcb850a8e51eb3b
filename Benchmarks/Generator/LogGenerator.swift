import Foundation
import Scoring

/// Writes a log in combined format that looks like a JSON API's, with a few attacks in it.
///
/// The same number of lines and the same seed give the same log on one platform (times hang on the
/// C library's logarithm). The log of fewer lines is shorter in time, not thinner.
struct LogGenerator {
  /// What was written, to hold answers against.
  struct Truth: Codable {
    /// Lines written.
    var lines = 0
    /// Bytes written.
    var bytes = 0
    /// Lines by status.
    var statuses: [String: Int] = [:]
    /// Attacks that `analyze` has to find.
    var attacks: [Wanted] = []
  }

  /// An attack that has to be found.
  struct Wanted: Codable {
    /// Its kind, as alerts write it.
    var kind: String
    /// Its client; nil where there are many.
    var address: String?
  }

  /// Fewer lines than this have no room for the attacks.
  static let fewestLines = 50_000
  private static let clients = 20_000

  private let lines: Int
  private var random: SplitMix64
  private var crowd: Crowd
  private var time = LogTime()
  private var answers: Answers
  private var steps: ArraySlice<(step: Attack.Step, agent: [UInt8])>
  private let attacks: [Attack]

  init(lines: Int, seed: UInt64) {
    self.lines = lines
    random = SplitMix64(seed: seed)
    crowd = Crowd(count: Self.clients, &random)
    answers = Answers()
    attacks = Attack.all(length: Double(lines) / LogTime.rate)
    let all = attacks.flatMap { attack in
      attack.steps.map { (step: $0, agent: Array(attack.agent.utf8)) }
    }
    steps = all.sorted { $0.step.time < $1.step.time }[...]
  }

  /// Writes the log.
  mutating func write(to path: String) throws -> Truth {
    var buffer = try LineBuffer(path: path)
    time.advance(&random)
    for _ in 0..<lines {
      if let next = steps.first, next.step.time <= Int(time.now) {
        steps.removeFirst()
        try write(next.step, agent: next.agent, to: &buffer)
      } else {
        try writeOrdinary(to: &buffer)
        time.advance(&random)
      }
    }
    try buffer.close()
    guard steps.isEmpty else { throw Failure("The generated log ended before its attacks did.") }
    return Truth(
      lines: lines, bytes: buffer.count, statuses: answers.tally,
      attacks: attacks.map { Wanted(kind: $0.kind, address: $0.address) })
  }

  private mutating func writeOrdinary(to buffer: inout LineBuffer) throws {
    let client = crowd.next(&random)
    begin(client.address, at: Int(time.now), &buffer)
    let route = answers.route(&random)
    answers.writeTarget(of: route, for: client, to: &buffer, &random)
    let answer = answers.answer(of: route, &random)
    try end(answer.status, answer.bytes, client.referer, client.agent, &buffer)
  }

  private mutating func write(
    _ step: Attack.Step, agent: [UInt8], to buffer: inout LineBuffer
  ) throws {
    begin(Array(step.address.utf8), at: step.time, &buffer)
    buffer.add(Array(step.request.utf8))
    answers.count(step.status)
    try end(step.status, step.bytes, [UInt8(ascii: "-")], agent, &buffer)
  }

  private mutating func begin(_ address: [UInt8], at moment: Int, _ buffer: inout LineBuffer) {
    buffer.add(address)
    buffer.add(" - - ")
    buffer.add(time.stamp(of: moment))
    buffer.add(" \"")
  }

  private func end(
    _ status: Int, _ bytes: Int, _ referer: [UInt8], _ agent: [UInt8], _ buffer: inout LineBuffer
  ) throws {
    buffer.add(" HTTP/2.0\" ")
    buffer.add(status)
    buffer.add(" ")
    buffer.add(bytes)
    buffer.add(" \"")
    buffer.add(referer)
    buffer.add("\" \"")
    buffer.add(agent)
    buffer.add("\"")
    try buffer.endLine()
  }
}
