import TestSupport
import Testing
import Traffic

@Suite struct ObjectWalkTests {
  private func walks(_ requests: [(String, Int)]) -> ObjectWalks {
    let lines = requests.map { LogLine(monday, "192.0.2.1", "GET \($0)", $1, bytes: 10) }
    return windows(lines)[0].client("192.0.2.1")!.walks
  }

  @Test func aWalkUpwards() {
    let walk = walks((0..<50).map { ("/users/\(4000 + $0)", $0 % 5 == 4 ? 403 : 200) }).widest
    #expect(walk.requests == 50 && walk.successes == 40 && walk.refusals == 10)
    #expect(walk.sequentialSteps == 49)
    #expect((45...55).contains(walk.objects.estimate))
  }

  @Test(
    arguments: [(1, 49), (-1, 49), (4, 49), (-4, 49), (5, 0), (-5, 0), (0, 0)] as [(Int, UInt32)])
  func stepsMaySkipAFewNumbers(step: Int, steps: UInt32) {
    #expect(
      walks((0..<50).map { ("/users/\(4000 + step * $0)", 200) }).first.sequentialSteps == steps)
  }

  /// One object a minute, for an hour.
  @Test func aSlowWalkStaysAWalk() throws {
    var rollUp = RollUp(settings: WindowSettings())
    var hours: [Window] = []
    let lines = (0..<60).map {
      LogLine(monday + Int64($0) * 60, "192.0.2.1", "GET /users/\(40 + $0)")
    }
    for window in windows(lines) { rollUp.add(window) { window, _ in hours.append(window) } }
    rollUp.finish { window, _ in hours.append(window) }
    let walk = try #require(hours.first?.client("192.0.2.1")?.walks.widest)
    #expect(walk.requests == 60 && walk.sequentialSteps == 59)
  }

  @Test func oneObjectAgainAndAgainIsNoWalk() {
    let walk = walks((0..<50).map { _ in ("/users/7", 200) }).widest
    #expect(walk.objects.estimate == 1 && walk.sequentialSteps == 0 && walk.requests == 50)
  }

  @Test func idsThatAreNoNumbersMakeNoSteps() {
    let walk = walks((0..<50).map { ("/users/5f3c9a1b\(10 + $0)", 200) }).widest
    #expect(walk.sequentialSteps == 0 && walk.objects.estimate > 40)
  }

  @Test func twoEndpointsSideBySide() {
    let both = walks((0..<40).flatMap { [("/users/\($0)", 200), ("/orders/\(900 - $0)", 200)] })
    #expect(both.first.requests == 40 && both.second.requests == 40)
    #expect(both.first.sequentialSteps == 39 && both.second.sequentialSteps == 39)
  }

  /// A third endpoint asked for now and then does not hide a walk, and what is said about the walk
  /// fits together: no more answers than requests.
  @Test func othersInBetweenDoNotHideAWalk() {
    let mixed = walks(
      (0..<60).flatMap { number in
        [("/users/\(number)", 200)]
          + (number % 3 == 0 ? [("/a/\(number)", 200), ("/b/\(number)", 200)] : [])
      })
    #expect(mixed.widest.objects.estimate >= 50)
    #expect(mixed.widest.successes <= mixed.widest.requests)
    #expect(mixed.widest.sequentialSteps < mixed.widest.requests)
  }

  /// When one walk has made room, the other's endpoint is still the other's.
  @Test func anEndpointIsWalkedOnce() {
    let requests =
      [("/a/1", 200)] + (0..<30).map { ("/b/\($0)", 200) }
      + [("/c/1", 200)] + (30..<60).map { ("/b/\($0)", 200) }
    let walks = walks(requests)
    #expect(walks.first.requests == 0 || walks.first.endpoint != walks.second.endpoint)
    #expect(walks.widest.objects.estimate >= 50)
  }
}
