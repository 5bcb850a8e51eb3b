import AccessLog
import Reporting
import Testing

@Suite struct VolumeTests {
  private let volume = Volume(
    start: Timestamp(seconds: 600), step: 60, requests: [1, 2, 3, 4, 5], errors: [0, 1, 0, 1, 0])

  @Test func coarseningKeepsTheSums() {
    let coarse = volume.coarsened(to: 2)
    #expect(coarse.step == 180 && coarse.requests == [6, 9] && coarse.errors == [1, 1])
    #expect(volume.coarsened(to: 5) == volume)
    #expect(volume.coarsened(to: 0) == volume)
    #expect(volume.coarsened(to: 1).requests == [15])
  }

  @Test func findsTheBinOfAMoment() {
    #expect(volume.bin(of: Timestamp(seconds: 600)) == 0)
    #expect(volume.bin(of: Timestamp(seconds: 719)) == 1)
    #expect(volume.bin(of: Timestamp(seconds: 0)) == 0)
    #expect(volume.bin(of: Timestamp(seconds: 99_999)) == 4)
    #expect(volume.bin(of: .absent) == nil)
    #expect(volume.bin(of: Timestamp(microseconds: .max)) == 4)
    #expect(Volume(start: .absent, step: 0, requests: []).bin(of: Timestamp(seconds: 1)) == nil)
  }

  @Test func errorsOfAnotherLengthAreNoErrors() {
    #expect(Volume(start: .absent, step: 0, requests: [1], errors: [1, 2]).errors.isEmpty)
    #expect(Volume(start: .absent, step: -5, requests: []).step == 1)
  }
}
