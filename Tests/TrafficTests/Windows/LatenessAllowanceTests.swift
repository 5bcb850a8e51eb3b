import Testing

@testable import Traffic

@Suite struct LatenessAllowanceTests {
  private func learned(delays: [Int64], lines: Int = 200) -> LatenessAllowance {
    var allowance = LatenessAllowance(atMost: 10)
    for delay in delays {
      for _ in 1..<lines { allowance.note(delay: 0) }
      allowance.note(delay: delay)
      allowance.turn()
    }
    return allowance
  }

  @Test func nothingIsAssumedBeforeTenWindows() {
    #expect(learned(delays: Array(repeating: 0, count: 9)).microseconds == 10_000_000)
    #expect(learned(delays: Array(repeating: 0, count: 10)).microseconds == 1_000_000)
    #expect(learned(delays: Array(repeating: 0, count: 10), lines: 99).microseconds == 10_000_000)
  }

  @Test func twiceTheLongestDelayIsWaitedFor() {
    var delays = [Int64](repeating: 0, count: 9) + [1_700_000]
    #expect(learned(delays: delays).microseconds == 3_400_000)
    delays[0] = 60_000_000
    #expect(learned(delays: delays).microseconds == 10_000_000)
    #expect(!learned(delays: delays).isShort)
  }

  @Test func aDelayIsForgottenAfterTenWindows() {
    let delays = [9_000_000] + [Int64](repeating: 0, count: 10)
    #expect(learned(delays: delays).isShort)
  }
}
