import Foundation

/// Months in which nothing happens that anybody wants to be woken for: how many alarms a week there
/// are, beside the budget asked for.
///
/// A count of few alarms is known only roughly, so a budget is missed when its 95 % interval
/// (Poisson's, exact: Garwood 1936) lies wholly beyond a factor of two of the budget.
enum QuietSection: Section {
  private static let budgets = [0.1, 1, 7]
  private static let days = 28

  static func run(_ log: Log, _ arguments: Arguments, _ scratch: Scratch) throws -> Page {
    defer { Progress.clear() }
    var page = Page(
      title: "Alarms a week in quiet months, by the budget asked for",
      table: Table(["month", "weeks", "budget 0.1", "budget 1", "budget 7", ""]))
    var missed: [String] = []
    for course in MonthShape.Course.allCases {
      var counts = [Int](repeating: 0, count: budgets.count)
      for seed in 1...arguments.months {
        Progress.show("\(course.rawValue), month \(seed) of \(arguments.months)")
        let told = try month(course, seed: seed, arguments, scratch)
        for (place, alerts) in told.enumerated() { counts[place] += alerts }
      }
      let weeks = Double(arguments.months * days) / 7
      let rows = zip(budgets, counts).map { Rate(budget: $0, count: $1, weeks: weeks) }
      page.table.add(
        [course.rawValue, Figures.fixed(weeks, 0)] + rows.map(\.words) + [""])
      missed += rows.filter(\.isMissed).map { "\(course.rawValue): \($0.words) for \($0.budget)" }
      page.records += rows.map { $0.record(course) }
    }
    guard missed.isEmpty else {
      throw Failure(
        "More or fewer alarms than twice or half the budget. \(missed.joined(separator: "; ")).\n"
          + page.table.text)
    }
    return page
  }

  /// How many alarms there were with each budget.
  private static func month(
    _ course: MonthShape.Course, seed: Int, _ arguments: Arguments, _ scratch: Scratch
  ) throws -> [Int] {
    let shape = MonthShape(perMinute: arguments.perMinute, days: days, course: course)
    let text = String(decoding: try JSONEncoder().encode(shape), as: UTF8.self)
    let path = scratch.path("month.log")
    defer { scratch.remove("month.log") }
    let answer = try MonthPhase.answer(
      [path, "\(seed)", text] + budgets.map { "\($0)" }, scratch: scratch)
    return answer.alerts.map { alerts in
      // The change of level itself is something to be told, once.
      let change = course == .level ? alerts.first { (29_520..<30_960) ~= $0.decided } : nil
      return alerts.count - (change == nil ? 0 : 1)
    }
  }

  /// A count of alarms over some weeks beside a budget.
  private struct Rate {
    var budget: Double
    var count: Int
    var weeks: Double

    var words: String {
      "\(Figures.fixed(Double(count) / weeks, 2)) (\(Figures.fixed(lowest, 2))–"
        + "\(Figures.fixed(highest, 2)))"
    }

    var isMissed: Bool { lowest > 2 * budget || highest < budget / 2 }

    /// The interval's ends by bisection of Poisson's sums.
    var lowest: Double { count == 0 ? 0 : solve { 1 - Self.upTo(count - 1, $0) < 0.025 } }
    var highest: Double { solve { Self.upTo(count, $0) > 0.025 } }

    private func solve(_ isBelow: (Double) -> Bool) -> Double {
      var (low, high) = (0.0, Double(count) * 2 + 20)
      for _ in 0..<60 {
        let middle = (low + high) / 2
        if isBelow(middle) { low = middle } else { high = middle }
      }
      return low / weeks
    }

    /// P(X ≤ count) of Poisson.
    private static func upTo(_ count: Int, _ mean: Double) -> Double {
      var term = exp(-mean)
      var sum = term
      for k in stride(from: 1, through: count, by: 1) {
        term *= mean / Double(k)
        sum += term
      }
      return sum
    }

    func record(_ course: MonthShape.Course) -> Record {
      var record = Record(section: "quiet", name: "\(course.rawValue), budget \(budget)")
      record.note = "\(count) alarms in \(weeks) weeks"
      return record
    }
  }
}
