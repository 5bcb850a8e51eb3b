import AccessLog
import Alerting
import Detection

/// Where things stand in the chart of requests over time.
struct VolumeChart {
  /// The drawing's own units; a bar is at least 4 of them wide.
  static let width = 960.0
  static let height = 180.0
  static let left = 52.0
  static let mostBins = 224
  /// Incidents below the time axis: rows of marks, and their height.
  static let lanes = 8
  static let laneHeight = 9.0

  /// The bins drawn.
  let volume: Volume
  private let top: Int

  /// A chart; nothing where there is nothing to draw.
  init?(_ volume: Volume?) {
    guard let bins = volume?.coarsened(to: VolumeChart.mostBins), let top = bins.requests.max(),
      top > 0
    else { return nil }
    self.volume = bins
    self.top = VolumeChart.scale(above: top)
  }

  /// The smallest of 1, 2, 3, 4, 5, 6, 8, 10, 20 … that is at least the value: a number to read at
  /// the end of an axis.
  static func scale(above value: Int) -> Int {
    var power = 1
    while true {
      for step in [1, 2, 3, 4, 5, 6, 8] where power * step >= value { return power * step }
      if power > Int.max / 100 { return value }
      power *= 10
    }
  }

  /// What a bar counts: "minute", "5 min".
  var stepName: String {
    switch volume.step {
    case 1: "second"
    case 60: "minute"
    case 3600: "hour"
    case 86_400: "day"
    default: Figures.duration(seconds: volume.step)
    }
  }

  /// Lines of the grid: their height and what they stand for.
  var grid: [(y: Double, label: String)] {
    [0, top / 2, top].filter { $0 > 0 || top == 0 }.map { (y(Double($0)), Figures.grouped($0)) }
  }

  /// The outline of all bars of these counts.
  func outline(_ counts: [Int]) -> String {
    var path = ""
    for (index, count) in counts.enumerated() where count > 0 {
      let (from, to) = (x(Double(index)), x(Double(index + 1)))
      let gap = to - from > 4 ? 1.0 : 0
      path +=
        "M\(rounded(from)) \(rounded(VolumeChart.height))V\(rounded(y(Double(count))))"
        + "H\(rounded(to - gap))V\(rounded(VolumeChart.height))Z"
    }
    return path
  }

  /// Five moments along the axis.
  var ticks: [(x: Double, label: String)] {
    let days = volume.step &* Int64(volume.requests.count) > 86_400
    return (0..<5).map { index in
      let bin = volume.requests.count * index / 5
      let time = Timestamp(seconds: volume.start.seconds &+ volume.step &* Int64(bin))
      let label =
        days ? UTCTime.day(time) + " " + UTCTime.clock(time).prefix(5) : UTCTime.clock(time)
      return (x(Double(bin)), label)
    }
  }

  /// The marks of incidents: each in the first lane where it does not cover another; those for which
  /// no lane is free are left out.
  func marks(_ incidents: [IncidentReport]) -> [Mark] {
    var ends = [Double](repeating: -1, count: VolumeChart.lanes)
    let placed = incidents.enumerated().compactMap { index, incident -> (Int, Double, Double)? in
      guard let from = volume.bin(of: incident.latest.window.start),
        let to = volume.bin(of: incident.latest.window.end)
      else { return nil }
      return (
        index, x(Double(min(from, to))), max(x(Double(max(from, to) + 1)), x(Double(from)) + 5)
      )
    }
    return placed.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.compactMap { index, from, to in
      guard let lane = ends.firstIndex(where: { $0 < from }) else { return nil }
      ends[lane] = to
      return Mark(incident: index, x: rounded(from), width: rounded(to - from), lane: lane)
    }
  }

  /// An incident's mark.
  struct Mark: Hashable {
    /// Place of the incident in the list.
    var incident: Int
    var x: Double
    var width: Double
    var lane: Int
  }

  private func x(_ bin: Double) -> Double {
    let span = VolumeChart.width - VolumeChart.left
    return VolumeChart.left + bin / Double(max(1, volume.requests.count)) * span
  }

  private func y(_ count: Double) -> Double {
    VolumeChart.height - count / Double(max(1, top)) * (VolumeChart.height - 12)
  }

  /// A tenth of a unit is finer than a screen.
  private func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}

extension HTMLPage {
  /// Requests over time, errors in front of them, incidents below.
  mutating func writeChart(_ volume: Volume?, _ incidents: [IncidentReport]) {
    guard let chart = VolumeChart(volume) else { return }
    let marks = chart.marks(Array(incidents.prefix(HTMLReport.detailed)))
    let lanes = Double((marks.map(\.lane).max() ?? -1) + 1)
    let height = VolumeChart.height + 24 + lanes * VolumeChart.laneHeight
    element("h2", text: "Requests per " + chart.stepName)
    element(
      "svg", ["viewBox": "0 0 960 \(height)", "role": "img", "aria-label": "Requests over time"]
    ) { page in
      page.writeAxes(chart)
      page.element("path", ["class": "bars", "d": chart.outline(chart.volume.requests)]) { _ in }
      page.element("path", ["class": "errors", "d": chart.outline(chart.volume.errors)]) { _ in }
      for mark in marks { page.write(mark, incidents[mark.incident].latest) }
    }
    let errors = chart.volume.errors.isEmpty ? "" : "Red: answered 5xx. "
    let below = marks.isEmpty ? "" : "Below: the incidents."
    if !(errors + below).isEmpty { element("p", ["class": "dim"], text: errors + below) }
  }

  private mutating func writeAxes(_ chart: VolumeChart) {
    for line in chart.grid {
      element(
        "path", ["class": "grid", "d": "M\(VolumeChart.left) \(line.y)H\(VolumeChart.width)"]
      ) { _ in }
      element("text", ["x": "46", "y": "\(line.y + 4)", "text-anchor": "end"], text: line.label)
    }
    element(
      "path",
      ["class": "grid", "d": "M\(VolumeChart.left) \(VolumeChart.height)H\(VolumeChart.width)"]
    ) { _ in }
    for tick in chart.ticks {
      element("text", ["x": "\(tick.x)", "y": "\(VolumeChart.height + 14)"], text: tick.label)
    }
  }

  private mutating func write(_ mark: VolumeChart.Mark, _ alert: Alert) {
    element("a", ["href": "#incident-\(mark.incident + 1)"]) { page in
      page.element(
        "rect",
        [
          "class": "mark " + alert.severity.name, "x": "\(mark.x)",
          "y": "\(VolumeChart.height + 22 + Double(mark.lane) * VolumeChart.laneHeight)",
          "width": "\(mark.width)", "height": "\(VolumeChart.laneHeight - 2)", "rx": "2",
        ]
      ) { $0.element("title", text: alert.title) }
    }
  }
}
