import TestSupport
import Testing

@testable import Conversion

/// Claims and the order of results, without threads.
struct BandClaimsTests {
  /// Carries out a frame in a random order of events.
  ///
  /// - Returns: How often it ended, the bands that were claimed, and the lowest that failed.
  private func run(
    count: Int, lanes: Int, failing: Set<Int>, _ random: inout SeededGenerator
  ) -> (ends: Int, claimed: [Int], failed: Int?) {
    var claims = BandClaims(count: count)
    var working: [Int] = []
    var claimed: [Int] = []
    var failed: Int?
    var ends = 0
    while true {
      if working.count < lanes, Bool.random(using: &random), let (band, isLast) = claims.claim() {
        #expect(isLast == (band + 1 == claims.end))
        working.append(band)
        claimed.append(band)
      } else if let index = working.indices.randomElement(using: &random) {
        let band = working.remove(at: index)
        if failing.contains(band), claims.fail(band) { failed = band }
        claims.finish()
        if claims.areAllDone { ends += 1 }
      } else if claims.areAllDone {
        return (ends, claimed, failed)
      }
    }
  }

  @Test(arguments: 0..<20)
  func everyFrameEndsOnceWithItsLowestFailure(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let count = Int.random(in: 1...40, using: &random)
      let failing = Set((0..<count).filter { _ in Int.random(in: 0..<10, using: &random) == 0 })
      let lanes = Int.random(in: 1...16, using: &random)
      let result = run(count: count, lanes: lanes, failing: failing, &random)
      #expect(result.ends == 1)
      #expect(result.failed == failing.min())
      #expect(result.claimed == Array(0..<result.claimed.count))
      if let lowest = failing.min() {
        #expect(result.claimed.count > lowest)
      } else {
        #expect(result.claimed.count == count)
      }
    }
  }

  @Test(arguments: 0..<20)
  func resultsComeBackInOrder(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...100, using: &random)
    var results = InOrder<String>(count: count)
    var taken: [Int] = []
    var arrived = Set<Int>()
    for place in (0..<count).shuffled(using: &random) {
      results.put("band \(place)", at: place)
      arrived.insert(place)
      while let (place, element) = results.take() {
        #expect(element == "band \(place)")
        taken.append(place)
      }
      // Nothing that could go waits.
      #expect(taken.count == (0..<count).prefix { arrived.contains($0) }.count)
    }
    #expect(taken == Array(0..<count))
    #expect(results.take() == nil)
  }
}
