import Foundation

/// Changes of five minutes that are put into quiet weeks: which share of them is told before the fifth
/// window is over, at a budget of one false alarm a week.
enum ChangesSection: Section {
  private static let days = 34
  private static let rates = [10.0, 30, 100]
  /// A change counts as found where so large a share of the times it was made is told.
  private static let found = 0.9

  private struct Tally {
    var found = 0
    var all = 0
    var share: Double { Double(found) / Double(max(all, 1)) }
    var words: String { "\(found) of \(all)" }
  }

  static func run(_ log: Log, _ arguments: Arguments, _ scratch: Scratch) throws -> Page {
    defer { Progress.clear() }
    var page = Page(
      title: "Changes found within five minutes, budget 1 a week",
      table: Table(["change"] + rates.map { "\(Figures.fixed($0, 0))/min" } + [""]))
    var tallies: [[MonthShape.Change: Tally]] = []
    for rate in rates {
      Progress.show("changes at \(Figures.fixed(rate, 0)) requests a minute")
      let shape = MonthShape(perMinute: rate, days: days, hasDurations: true, changesFrom: 14)
      tallies.append(try Self.tallies(shape, scratch))
    }
    for change in MonthShape.Change.all {
      let words = tallies.map { $0[change]?.words ?? "" }
      let name = "\(change.sign.rawValue) × \(Figures.fixed(change.factor, 2))"
      page.table.add([name] + words + [""])
      var record = Record(section: "changes", name: name)
      record.note = words.joined(separator: ", ")
      page.records.append(record)
    }
    for sign in MonthShape.Sign.allCases {
      page.table.add(
        ["smallest found: \(sign.rawValue)"] + tallies.map { smallest(sign, $0) } + [""])
    }
    guard isTold(tallies) else {
      throw Failure(
        "Three or five times the usual rate, or twice the busiest, is not found within five minutes.\n"
          + page.table.text)
    }
    return page
  }

  /// True if changes of the rate are found as they have to be: large ones at every rate, and at the busiest
  /// five times of it always and twice of it mostly.
  private static func isTold(_ tallies: [[MonthShape.Change: Tally]]) -> Bool {
    let share = { (tally: [MonthShape.Change: Tally], factor: Double) in
      tally[MonthShape.Change(sign: .rate, factor: factor)]?.share ?? 0
    }
    guard let busiest = tallies.last, share(busiest, 5) == 1, share(busiest, 2) > found else {
      return false
    }
    return tallies.allSatisfy { share($0, 3) >= found && share($0, 5) >= found }
  }

  /// The smallest change from which on all larger ones are found as well.
  private static func smallest(
    _ sign: MonthShape.Sign, _ tallies: [MonthShape.Change: Tally]
  ) -> String {
    let changes = MonthShape.Change.all.filter { $0.sign == sign }
    let told = changes.reversed().prefix { tallies[$0]?.share ?? 0 >= found }
    return told.last.map { "× \(Figures.fixed($0.factor, 2))" } ?? "none"
  }

  private static func tallies(
    _ shape: MonthShape, _ scratch: Scratch
  ) throws -> [MonthShape.Change: Tally] {
    let text = String(decoding: try JSONEncoder().encode(shape), as: UTF8.self)
    defer { scratch.remove("month.log") }
    let answer = try MonthPhase.answer(
      [scratch.path("month.log"), "1", text, "1"], scratch: scratch)
    var tallies: [MonthShape.Change: Tally] = [:]
    for (change, minute) in shape.changes {
      let isFound = answer.alerts[0].contains {
        $0.decided > minute && $0.decided <= minute + MonthShape.changeMinutes
      }
      tallies[change, default: Tally()].all += 1
      if isFound { tallies[change, default: Tally()].found += 1 }
    }
    return tallies
  }
}
