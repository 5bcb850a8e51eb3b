import AccessLog
import TestSupport
import Testing

@testable import Traffic

@Suite struct PathMemoTests {
  private let walk: PathWalk = {
    var walk = PathWalk(method: 1)
    walk.object = 5
    walk.number = 17
    return walk
  }()

  @Test func whatWasRememberedIsFound() {
    var memo = PathMemo()
    let key = PathMemo.key(path: 3, method: 1)
    #expect(memo.find(key) == nil)
    memo.remember(key, 9, walk)
    #expect(memo.find(key) == EndpointMatch(id: 9, object: 5, number: 17))
    #expect(memo.find(PathMemo.key(path: 3, method: 2)) == nil)
    #expect(memo.find(PathMemo.key(path: 4, method: 1)) == nil)
  }

  /// A memo that is full forgets, and never mistakes one path for another.
  @Test func placesAreTakenOver() {
    var memo = PathMemo()
    for path in 0..<20_000 as Range<UInt64> {
      memo.remember(PathMemo.key(path: path, method: 1), EndpointID(path), walk)
    }
    let found = (0..<20_000 as Range<UInt64>).map { path in
      memo.find(PathMemo.key(path: path, method: 1))?.id
    }
    #expect(found.enumerated().allSatisfy { $1 == nil || $1 == EndpointID($0) })
    #expect((3000...4096).contains(found.count { $0 != nil }))
  }

  /// The table answers the same whether it remembers or not.
  @Test func anEndpointTableAnswersTheSameAgain() {
    let lines = ["GET /users/17", "GET /users/18?page=2", "GET /users?id=4", "POST /users/17"]
    let (batch, _) = batch(lines.map { LogLine(monday, "192.0.2.1", $0) }.log)
    var table = EndpointTable()
    let matches = (0..<3).map { _ in
      batch.requests.map { table.match($0, in: batch.bytes.span.bytes) }
    }
    #expect(matches[0] == matches[1] && matches[1] == matches[2])
    #expect(matches[0].map(\.number) == [17, 18, 4, 17])
  }
}
