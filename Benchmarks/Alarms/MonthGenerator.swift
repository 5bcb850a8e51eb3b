import Foundation
import Scoring

/// Writes the log of a month of a service of which everything is known: how many requests are to be
/// expected in each minute, which share of them fails, how large answers are.
///
/// Clients, routes, paths and sizes are those of `LogGenerator`. The rate of a minute wavers by four
/// in a hundred beside Poisson's noise.
struct MonthGenerator {
  private let shape: MonthShape
  private var random: SplitMix64
  private var crowd: Crowd
  private var answers = Answers()
  private var time = LogTime()

  init(_ shape: MonthShape, seed: UInt64) {
    self.shape = shape
    random = SplitMix64(seed: seed)
    crowd = Crowd(count: 20_000, &random)
  }

  /// Writes the log, and answers how many lines it has.
  mutating func write(to path: String) throws -> Int {
    var buffer = try LineBuffer(path: path)
    var lines = 0
    var changes = shape.changes[...]
    for minute in 0..<shape.days * 1440 {
      while let first = changes.first, first.minute + MonthShape.changeMinutes <= minute {
        changes.removeFirst()
      }
      let change = changes.first.flatMap { $0.minute <= minute ? $0.change : nil }
      let mean = shape.expected(minute) * (change?.rate ?? 1) * exp(0.04 * normal())
      let moments = (0..<poisson(mean)).map { _ in random.below(60) }.sorted()
      for second in moments {
        try writeLine(at: LogTime.start + minute * 60 + second, change, to: &buffer)
      }
      lines += moments.count
    }
    try buffer.close()
    return lines
  }

  private mutating func writeLine(
    at moment: Int, _ change: MonthShape.Change?, to buffer: inout LineBuffer
  ) throws {
    let client = crowd.next(&random)
    let route = answers.route(&random)
    var answer = answers.answer(of: route, &random)
    if random.unit() < MonthShape.errorShare * (change?.factor(of: .errors) ?? 1) {
      answer = (503, 197)
    }
    answer.bytes = Int(Double(answer.bytes) * (change?.factor(of: .bytes) ?? 1))
    buffer.add(client.address)
    buffer.add(" - - ")
    buffer.add(time.stamp(of: moment))
    buffer.add(" \"")
    answers.writeTarget(of: route, for: client, to: &buffer, &random)
    buffer.add(" HTTP/2.0\" ")
    buffer.add(answer.status)
    buffer.add(" ")
    buffer.add(answer.bytes)
    buffer.add(" \"")
    buffer.add(client.referer)
    buffer.add("\" \"")
    buffer.add(client.agent)
    buffer.add("\"")
    if shape.hasDurations { writeDuration(change, to: &buffer) }
    try buffer.endLine()
  }

  /// Seconds as nginx's `$request_time`: log-normal about 80 ms. A change multiplies the slowest tenth,
  /// so the 95th percentile is multiplied and the median stays.
  private mutating func writeDuration(_ change: MonthShape.Change?, to buffer: inout LineBuffer) {
    let deviate = normal()
    // 1.2816 is what one normal deviate in ten exceeds.
    let slow = deviate > 1.2816 ? change?.factor(of: .latency) ?? 1 : 1
    let milliseconds = min(Int(80 * exp(0.8 * deviate) * slow), 99_999)
    buffer.add(" ")
    buffer.add(milliseconds / 1000)
    buffer.add(milliseconds % 1000 < 10 ? ".00" : milliseconds % 1000 < 100 ? ".0" : ".")
    buffer.add(milliseconds % 1000)
  }

  /// Box & Muller 1958.
  private mutating func normal() -> Double {
    (-2 * log(1 - random.unit())).squareRoot() * cos(2 * .pi * random.unit())
  }

  /// Knuth's product of uniform numbers, by pieces of at most 30; a sum of Poissons is a Poisson.
  private mutating func poisson(_ mean: Double) -> Int {
    var rest = mean
    var count = 0
    while rest > 0 {
      let limit = exp(-min(rest, 30))
      rest -= 30
      var product = random.unit()
      while product > limit {
        count += 1
        product *= random.unit()
      }
    }
    return count
  }
}
