import TestSupport
import Testing
import Traffic

/// What endpoints are known for by how they answer, seen through the windows that count log-ins.
@Suite struct AnswerBookTests {
  private func last(_ lines: [LogLine], _ client: String) -> PrincipalAggregate? {
    windows(lines).last?.client(client)
  }

  /// Sixty people use a place with an odd name, every fifth of them is refused first.
  private func place(_ path: String, refused: Int) -> [LogLine] {
    (0..<80).flatMap { person -> [LogLine] in
      let client = "203.0.113.\(person)"
      let time = monday + Int64(person) * 10
      let tried = (0..<(person % 5 == 0 ? 1 : 0)).map { _ in
        LogLine(time, client, "POST \(path)", refused)
      }
      return tried + [
        LogLine(time + 1, client, "POST \(path)"), LogLine(time + 2, client, "POST /orders", 201),
      ]
    }
  }

  private let guesser = "198.51.100.7"
  private func guesses(_ path: String, _ status: Int, _ count: Int = 10) -> [LogLine] {
    (0..<count).map { LogLine(monday + 840 + Int64($0), guesser, "POST \(path)", status) }
  }

  @Test func aLogInIsKnownByItsRefusals() {
    let found = last(place("/knock", refused: 401) + guesses("/knock", 401), guesser)
    #expect(found?.failedLogIns == 10)
  }

  /// An expired token is refused everywhere: that makes no place a log-in.
  @Test func whatIsRefusedEverywhereIsNoLogIn() {
    let everywhere =
      place("/knock", refused: 401) + place("/orders", refused: 401) + place("/cart", refused: 401)
    #expect(last(everywhere.inTime + guesses("/orders", 401), guesser)?.logIns == 0)
  }

  /// One misconfigured client alone makes no log-in of a place.
  @Test func oneClientMakesNoLogIn() {
    let lines = (0..<100).map {
      LogLine(monday + Int64($0), guesser, "POST /events", $0 % 3 == 0 ? 200 : 401)
    }
    #expect(last(lines, guesser)?.logIns == 0)
  }

  /// A form redirects who succeeds and shows itself again to who fails.
  @Test func aFormShowsItselfAgain() {
    let people = (0..<5).map {
      LogLine(monday + Int64($0), "203.0.113.\($0)", "POST /signin", 302)
    }
    let found = last(people + guesses("/signin", 200), guesser)
    #expect(found?.logIns == 10 && found?.failedLogIns == 10)
    #expect(last(guesses("/signin", 200), guesser)?.failedLogIns == 0)
  }

  @Test func wordPressIsKnownFromTheFirst() {
    let lines = guesses("/wp-login.php", 200) + guesses("/wp-login.php", 302, 1)
    let found = last(lines, guesser)
    #expect(found?.failedLogIns == 10 && found?.successesAfterFailures == 1)
  }
}
