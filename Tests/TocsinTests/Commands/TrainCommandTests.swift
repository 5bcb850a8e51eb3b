import Foundation
import TestSupport
import Testing

@Suite struct TrainCommandTests {
  /// A request a second from a client of its own each minute.
  private static func log(days: Range<Int>) -> String {
    let format = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return days.flatMap { day in
      (0..<240).map { minute in
        "198.51.100.\(minute % 200) - - [\(format(day))/Mar/2026:\(format(minute / 60)):"
          + "\(format(minute % 60)):07 +0000] \"GET /items/\(minute) HTTP/1.1\" 200 512 \"-\" \"x\"\n"
      }
    }.joined()
  }

  @Test func trainingGoesOnFromAModelAndPassesOverWhatItKnows() throws {
    let folder = try Folder()
    try folder.write("first.log", Self.log(days: 2..<4))
    try folder.write("all.log", Self.log(days: 2..<7))
    #expect(try Tocsin.run(["train", "-q", "-o", "old", "first.log"], in: folder).code == 0)
    let more = try Tocsin.run(
      ["train", "--model", "old", "-o", "new", "all.log"], in: folder)
    #expect(
      more.errors.hasPrefix(
        "tocsin: 1200 lines = 720 requests + 480 skipped + 0 malformed + 0 late\n"))
    #expect(more.code == 0)
    let again = try Tocsin.run(
      ["train", "--model", "new", "-o", "newer", "all.log"], in: folder)
    #expect(
      again.errors
        == "tocsin: Nothing was learned: there was no request after 2026-03-06 04:00:00 UTC, where"
        + " the model ends. 1200 lines = 0 requests + 1200 skipped + 0 malformed + 0 late.\n")
    #expect(again.code == 2)
  }

  @Test func windowsOfAnotherLengthAreRefused() throws {
    let folder = try Folder()
    try folder.write("a.log", Self.log(days: 2..<4))
    #expect(try Tocsin.run(["train", "-q", "-o", "old", "a.log"], in: folder).code == 0)
    let outcome = try Tocsin.run(
      ["train", "--model", "old", "--window", "30", "-o", "new", "a.log"], in: folder)
    #expect(
      outcome.errors
        == "tocsin: The model was learned from windows of 60 s, which --window 30 does not fit: leave"
        + " the option out.\n")
    #expect(outcome.code == 2)
  }
}
