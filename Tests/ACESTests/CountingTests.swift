import Testing

@testable import ACES

@Suite("Counting and clamping")
struct CountingTests {
  static let ap0ToAP1 = ConversionPlan(from: .aces2065_1, to: .acescg)

  /// What the kernels promise to count, one sample after the other.
  static func expected(
    _ source: [Pixel<Float16>], _ result: [Pixel<Float16>], _ plan: ConversionPlan
  ) -> SampleCounts {
    var counts = SampleCounts()
    for (source, result) in zip(source, result) {
      for sample in [source.r, source.g, source.b] {
        if sample.isNaN { counts.nan += 1 }
        if sample.isInfinite { counts.inf += 1 }
      }
      for sample in [result.r, result.g, result.b] where sample < 0 { counts.negative += 1 }
      guard source.isFinite else { continue }
      let exact = ScalarReference.convert(source.doubles, plan.source, plan.target)
      for channel in 0..<3 where abs(exact[channel]) >= 65520 { counts.clamped += 1 }
    }
    return counts
  }

  static let oddHalves: [Float16] = [
    0, -0.0, 1, -1, 0.18, 65504, -65504, 60000, .nan, .infinity, -.infinity, .leastNonzeroMagnitude,
    -.leastNonzeroMagnitude, .leastNormalMagnitude, -0.25, 1.5,
  ]

  static let oddPixels = oddHalves.flatMap { r in
    oddHalves.flatMap { g in oddHalves.map { b in Pixel(r, g, b) } }
  }

  @Test("All mixtures of odd samples", arguments: ConversionPlan.allPairs)
  func oddMixtures(plan: ConversionPlan) {
    let run = plan.run(Self.oddPixels)
    #expect(run.counts == Self.expected(Self.oddPixels, run.result, plan))
    let fromFloat = plan.runToHalf(Self.oddPixels.map { $0.map { Float($0) } })
    #expect(fromFloat.counts == run.counts)
    for (source, result) in zip(Self.oddPixels, run.result) where source.isFinite {
      #expect(result.isFinite)
    }
  }

  @Test("Counts add up however the samples are cut", arguments: ConversionPlan.allPairs)
  func cuts(plan: ConversionPlan) {
    let whole = plan.run(Self.oddPixels)
    for length in [1, 3, 8, 13, 100, 1001] {
      var sum = SampleCounts()
      var result: [Pixel<Float16>] = []
      var start = 0
      while start < Self.oddPixels.count {
        let run = plan.run(Array(Self.oddPixels[start..<min(start + length, Self.oddPixels.count)]))
        sum += run.counts
        result += run.result
        start += length
      }
      #expect(sum == whole.counts)
      #expect(result.map(\.bits) == whole.result.map(\.bits))
    }
  }

  @Test("What overflows from finite samples becomes ±65504")
  func clamping() {
    let run = Self.ap0ToAP1.run([Pixel(65504, 0, 0), Pixel(-65504, 0, 0), Pixel(-65504, 65504, -65504)])
    #expect(
      run.result.map(\.bits) == [
        Pixel(0x7BFF, 0xECE6, 0x6041), Pixel(0xFBFF, 0x6CE6, 0xE041), Pixel(0xFBFF, 0x7BFF, 0xFBFF),
      ])
    #expect(run.counts == SampleCounts(clamped: 5, negative: 5))
  }

  @Test("The largest neutral is no overflow")
  func largestNeutral() {
    let run = Self.ap0ToAP1.run([Pixel(65504), Pixel(-65504)])
    #expect(run.result == [Pixel(65504), Pixel(-65504)])
    #expect(run.counts == SampleCounts(negative: 3))
  }

  @Test("A triple with NaN or infinity gives the IEEE result of the matrix")
  func ieee() {
    let run = Self.ap0ToAP1.run([
      Pixel(.nan, 1, 1), Pixel(1, .infinity, 1), Pixel(.infinity, -.infinity, 0),
      Pixel(-.infinity, 65504, 65504),
      Pixel(1, 1, 1),
    ])
    #expect(run.result[0].r.isNaN && run.result[0].g.isNaN && run.result[0].b.isNaN)
    #expect(run.result[1] == Pixel(-.infinity, .infinity, -.infinity))
    #expect(run.result[2].r == .infinity && run.result[2].g == -.infinity && run.result[2].b == .infinity)
    #expect(run.result[3] == Pixel(-.infinity, .infinity, -.infinity))
    #expect(run.result[4] == Pixel(1))
    #expect(run.counts == SampleCounts(nan: 1, inf: 4, clamped: 0, negative: 5))
  }

  @Test("Small negatives that become −0 are not below zero")
  func negativeZero() {
    let tiny = Float(0x1p-25)
    let pixels = [-tiny, -tiny * 1.001, -0.0, tiny].map { Pixel<Float>($0, 1, 1) }
    let plan = ConversionPlan(from: .acescg, to: .acescg)
    let run = plan.runToHalf(pixels)
    #expect(run.result.map(\.r.bitPattern) == [0x8000, 0x8001, 0x8000, 0])
    #expect(run.counts == SampleCounts(negative: 1))
    #expect(plan.runToFloat(pixels).counts == SampleCounts(negative: 2))
  }

  @Test("Float planes that stay Float are not clamped")
  func floatKeepsRange() {
    let plan = ConversionPlan(from: .acescg, to: .aces2065_1)
    let run = plan.runToFloat([Pixel<Float>(1e30, 1e30, 1e30), Pixel(.nan, 0, -.infinity)])
    #expect(run.result[0] == Pixel(1e30))
    #expect(run.counts == SampleCounts(nan: 1, inf: 1))
    let narrowed = plan.runToHalf([Pixel<Float>(3e38, 3e38, 3e38), Pixel(-1e6, 1, 1)])
    #expect(narrowed.result[0] == Pixel(65504))
    #expect(narrowed.result[1].r == -65504)
    #expect(narrowed.counts.clamped == 3 + 1 && narrowed.counts.inf == 0)
  }
}
