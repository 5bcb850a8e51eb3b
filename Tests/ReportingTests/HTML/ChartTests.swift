import AccessLog
import Detection
import Testing

@testable import Reporting

@Suite struct ChartTests {
  @Test(
    arguments: [
      (1, 1), (2, 2), (3, 3), (7, 8), (9, 10), (36, 40), (160, 200), (1001, 2000), (.max, .max),
    ] as [(Int, Int)]) func axesEndOnReadableNumbers(value: Int, scale: Int)
  {
    #expect(VolumeChart.scale(above: value) == scale)
  }

  @Test func nothingToDrawIsNoChart() {
    #expect(VolumeChart(nil) == nil)
    #expect(VolumeChart(Volume(start: .absent, step: 60, requests: [])) == nil)
    #expect(VolumeChart(Volume(start: .absent, step: 60, requests: [0, 0])) == nil)
  }

  @Test func barsStandOnTheAxis() throws {
    let chart = try #require(
      VolumeChart(Volume(start: Timestamp(seconds: 0), step: 60, requests: [2, 0, 1])))
    #expect(
      chart.outline(chart.volume.requests)
        == "M52.0 180.0V12.0H353.7V180.0ZM657.3 180.0V96.0H959.0V180.0Z")
    #expect(chart.grid.map(\.label) == ["1", "2"])
  }

  @Test func marksThatOverlapGetLanesOfTheirOwn() throws {
    let chart = try #require(
      VolumeChart(
        Volume(start: Example.start, step: 60, requests: [Int](repeating: 1, count: 60))))
    let incidents = (0..<12).map { IncidentReport(Example.alert(id: "\($0)")) }
    let marks = chart.marks(incidents)
    #expect(marks.map(\.lane) == Array(0..<VolumeChart.lanes))
    #expect(marks.map(\.incident) == Array(0..<VolumeChart.lanes))
  }

  @Test(arguments: [
    (12.0, 0.25, 0.5, 300.0, 6.3), (0, 0, 0, 0, 0), (-5, 10, 0, 0, 300), (.nan, .infinity, 0, 0, 0),
    (.greatestFiniteMagnitude, .greatestFiniteMagnitude, .greatestFiniteMagnitude, 150, 150),
  ]) func barsShareOneScale(
    observed: Double, expected: Double, spread: Double, above: Double, below: Double
  ) {
    let reason = Reason(
      feature: "f", observed: observed, expected: expected, spread: spread, contribution: 1,
      basis: "")
    let bars = ReasonBars.lengths(reason)
    #expect(bars.observed == above && bars.expected == below)
  }
}
