import AccessLog
import Scoring
import TestSupport
import Testing

@testable import Detection

@Suite struct BlockClockTests {
  private func turns(_ minutes: [Int]) -> [BlockClock.Turn] {
    var clock = BlockClock()
    return minutes.map { clock.advance(to: span($0..<$0 + 1)) }
  }

  private func start(_ minute: Int) -> Int64 { monday + Int64(minute) * 60 }

  @Test func aBlockIsOverWhenTheNextOneBegins() {
    #expect(
      turns([3, 14, 15, 29, 30]) == [.anew, .stay, .over([]), .stay, .over([start(15)])])
  }

  @Test func emptyBlocksAreToldToo() {
    #expect(turns([3, 16, 61]).last == .over([15, 30, 45].map(start)))
    #expect(turns([3, 61]).last == .over([15, 30, 45].map(start)))
  }

  @Test func aLongPauseIsAGapInTheLog() {
    #expect(turns([3, 16, 16 + 800]).last == .anew)
    #expect(turns([3, 16, 816, 831]).last == .over([]))
  }

  @Test func blocksOfWindowsHaveTheEmptyOnes() {
    let windows = [0, 15, 16, 45, 61].map { CountWindow(start: start($0), count: 2) }
    let blocks = BlockClock.blocks(of: windows)
    #expect(blocks.map(\.start) == [15, 30, 45].map(start) && blocks.map(\.count) == [4, 0, 2])
    #expect(BlockClock.blocks(of: []).isEmpty)
  }
}
