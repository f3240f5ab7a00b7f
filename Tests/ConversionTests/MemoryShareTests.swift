import TestSupport
import Testing

@testable import Conversion

struct MemoryShareTests {
  @Test(arguments: 0..<20)
  func theSharesNeverExceedTheMemory(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let memory = Int.random(in: 16 << 20...16 << 30, using: &random)
      let lane = MemoryShare.laneByteCount(band: Int.random(in: 0...64 << 20, using: &random))
      let largest = Int.random(in: 0...memory, using: &random)
      let share = MemoryShare(
        asked: .random(in: 1...1024, using: &random), cores: .random(in: 1...256, using: &random),
        laneByteCount: lane, largest: largest, memory: memory, limit: memory)
      #expect(share.lanes >= 1)
      #expect(share.lanes == 1 || share.lanes * lane <= memory / 2)
      #expect(share.frames + share.lanes * lane <= max(memory, lane))
      // A frame that fits beside one lane fits beside those that there are.
      if largest + lane <= memory { #expect(largest <= share.largestFrame) }
    }
  }

  @Test func lanesAreThoseAskedForUpToTheCores() {
    func lanes(_ asked: Int, cores: Int) -> Int {
      MemoryShare(
        asked: asked, cores: cores, laneByteCount: 1 << 20, largest: 0, memory: 4 << 30, limit: 4 << 30
      ).lanes
    }
    #expect(lanes(1, cores: 8) == 1)
    #expect(lanes(8, cores: 8) == 8)
    #expect(lanes(253, cores: 8) == 8)
  }
}
