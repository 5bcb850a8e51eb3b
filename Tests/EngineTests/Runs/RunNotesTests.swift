import TestSupport
import Testing

@testable import Engine

@Suite struct RunNotesTests {
  @Test func aShortHistoryIsSaid() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.log", OrdinaryTraffic(seed: 1).lines(minutes: 20).log)
    #expect(
      FilesRun([path]).notes == [
        "What is normal was learned from 19 minutes of traffic only: surges and outliers cannot be"
          + " told from so little. Give more history, or a model with --model."
      ])
  }

  @Test func droppedClientsAreSaid() throws {
    let folder = try TemporaryFolder()
    let lines = (0..<20).map { LogLine(monday + Int64($0) * 400, "192.0.2.1", "GET /a") }
    let crowd = (1...9).map { LogLine(monday + 100 * 400, "192.0.2.\($0)", "GET /a") }
    let path = try folder.write("a.log", (lines + crowd).log)
    let run = FilesRun([path]) { $0.pipeline.windows.principalCapacity = 4 }
    #expect(
      run.notes == [
        "There were more clients in a window than the limit of 4: 5 requests were not counted for"
          + " their client."
      ])
  }

  /// Clients that fit into every minute but not into the hour are lost to the hour.
  @Test func clientsDroppedFromAnHourAreSaid() throws {
    let folder = try TemporaryFolder()
    let lines = (0..<60).map { LogLine(monday + Int64($0) * 120, "192.0.2.\($0)", "GET /a") }
    let path = try folder.write("a.log", lines.log)
    let run = FilesRun([path]) { $0.pipeline.windows.principalCapacity = 4 }
    #expect(run.notes.count == 1 && run.notes[0].hasPrefix("There were more clients in a window"))
  }

  /// A log that begins with its newest line, as some exports do.
  @Test func aLogOutOfOrderIsSaid() throws {
    let folder = try TemporaryFolder()
    let lines = (0..<300).map { LogLine(monday + Int64($0) * 60, "192.0.2.1", "GET /a") }
    let path = try folder.write("a.log", Array(lines.reversed()).log)
    #expect(
      FilesRun([path]).notes.first
        == "289 of 300 requests stand too far behind others in the order of time and were not judged."
        + " Sort the log by time first; 'tac' turns one round that begins with its newest line.")
  }

  /// Several writers in one file, apart by minutes.
  @Test func someMinutesOfDisorderAreWaitedFor() throws {
    let folder = try TemporaryFolder()
    let lines = OrdinaryTraffic(seed: 1).lines(minutes: 90)
    let mixed = stride(from: 0, to: lines.count, by: 20).flatMap { start in
      lines[start..<min(start + 20, lines.count)].reversed()
    }
    let path = try folder.write("a.log", mixed.log)
    let run = FilesRun([path])
    #expect(run.notes == [], "\(run.notes)")
  }

  @Test func aQuietRunHasNoNotes() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.log", OrdinaryTraffic(seed: 1).lines(minutes: 90).log)
    #expect(FilesRun([path]).notes == [])
  }
}
