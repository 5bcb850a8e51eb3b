import Foundation

/// Changes of five minutes that are put into quiet weeks: which share of them is told before the fifth
/// window is over, at a budget of one false alarm a week.
enum ChangesSection: Section {
  private static let days = 24
  private static let rates = [10.0, 30, 100]

  static func run(_ log: Log, _ arguments: Arguments, _ scratch: Scratch) throws -> Page {
    defer { Progress.clear() }
    var page = Page(
      title: "Changes found within five minutes, budget 1 a week",
      table: Table(["change"] + rates.map { "\(Figures.fixed($0, 0))/min" } + [""]))
    var found: [MonthShape.Change: [String]] = [:]
    var shares: [MonthShape.Change: Double] = [:]
    for rate in rates {
      Progress.show("changes at \(Figures.fixed(rate, 0)) requests a minute")
      let shape = MonthShape(perMinute: rate, days: days, changesFrom: 14)
      for (change, tally) in try tallies(shape, scratch) {
        found[change, default: []].append("\(tally.found) of \(tally.all)")
        shares[change] = Double(tally.found) / Double(tally.all)
      }
    }
    for change in MonthShape.Change.allCases {
      page.table.add([change.rawValue] + (found[change] ?? []) + [""])
      var record = Record(section: "changes", name: change.rawValue)
      record.note = found[change]?.joined(separator: ", ")
      page.records.append(record)
    }
    guard shares[.rateFivefold] == 1, shares[.rateDouble] ?? 0 > 0.9 else {
      throw Failure("Twice or five times the busiest rate is not found within five minutes.")
    }
    return page
  }

  private static func tallies(
    _ shape: MonthShape, _ scratch: Scratch
  ) throws -> [MonthShape.Change: (found: Int, all: Int)] {
    let text = String(decoding: try JSONEncoder().encode(shape), as: UTF8.self)
    defer { scratch.remove("month.log") }
    let answer = try MonthPhase.answer(
      [scratch.path("month.log"), "1", text, "1"], scratch: scratch)
    var tallies: [MonthShape.Change: (found: Int, all: Int)] = [:]
    for (change, minute) in shape.changes {
      let isFound = answer.alerts[0].contains {
        $0.decided > minute && $0.decided <= minute + MonthShape.changeMinutes
      }
      let before = tallies[change] ?? (0, 0)
      tallies[change] = (before.found + (isFound ? 1 : 0), before.all + 1)
    }
    return tallies
  }
}
