import Testing

@testable import ACES

@Suite("Conversion kernels")
struct ConversionTests {
  /// Counts how far half results lie from the reference, by the bounds that the kernels promise.
  struct Deviation {
    var samples = 0
    var different = 0
    var tooFar = 0

    mutating func compare(_ got: Pixel<Float16>, _ source: SIMD3<Double>, _ plan: ConversionPlan) {
      let exact = ScalarReference.rounded(ScalarReference.convert(source, plan.source, plan.target))
      let got = got.doubles
      let largestInput = max(abs(source.x), abs(source.y), abs(source.z))
      let largestOutput = max(abs(exact.x), abs(exact.y), abs(exact.z))
      for channel in 0..<3 {
        samples += 1
        if got[channel] == exact[channel] { continue }
        different += 1
        let scale = plan.target.isLogarithmic ? largestOutput : max(largestInput, abs(exact[channel]))
        if !(abs(got[channel] - exact[channel]) <= ScalarReference.halfUlp(scale)) { tooFar += 1 }
      }
    }

    var isGood: Bool { tooFar == 0 && Double(different) <= 0.001 * Double(samples) }
  }

  @Test("Random triples against the scalar reference", arguments: ConversionPlan.allPairs)
  func randomTriples(plan: ConversionPlan) {
    var random = SampleGenerator()
    let pixels = (0..<300_000).map { _ in Pixel(random.triple(plan.source)) }
    let run = plan.run(pixels)
    var deviation = Deviation()
    for (got, pixel) in zip(run.result, pixels) { deviation.compare(got, pixel.doubles, plan) }
    #expect(deviation.isGood, "\(deviation)")

    let fromFloat = plan.runToHalf(pixels.map { $0.map { Float($0) } })
    deviation = Deviation()
    for (got, pixel) in zip(fromFloat.result, pixels) { deviation.compare(got, pixel.doubles, plan) }
    #expect(deviation.isGood, "\(deviation)")
    #expect(fromFloat.counts.clamped == run.counts.clamped)
  }

  @Test("All finite halves, as neutrals and beside others", arguments: ConversionPlan.allPairs)
  func allHalves(plan: ConversionPlan) {
    let halves = (0...UInt16.max).map { Float16(bitPattern: $0) }.filter(\.isFinite)
    for pixels in [
      halves.map { Pixel($0) }, halves.map { Pixel($0, 0.18, 0.5) }, halves.map { Pixel(0.25, $0, 0.125) },
      halves.map { Pixel(0.5, 0.25, $0) },
    ] {
      var deviation = Deviation()
      for (got, pixel) in zip(plan.run(pixels).result, pixels) { deviation.compare(got, pixel.doubles, plan) }
      #expect(deviation.isGood, "\(deviation)")
    }
  }

  @Test("Neutrals that are not negative keep their bits", arguments: ConversionPlan.linearPairs)
  func neutrals(plan: ConversionPlan) {
    let pixels = (0...0x7BFF as ClosedRange<UInt16>).map { Pixel(Float16(bitPattern: $0)) }
    #expect(pixels.count == 31744)
    let run = plan.run(pixels)
    #expect(run.result.map(\.bits) == pixels.map(\.bits))
    #expect(run.counts == SampleCounts())
    let floats = pixels.map { $0.map { Float($0) } }
    #expect(plan.runToFloat(floats).result == floats)
    // Also where Float has more digits than half.
    let thirds = floats.map { $0.map { $0 / 3 } }
    #expect(plan.runToFloat(thirds).result == thirds)
    #expect(plan.runToHalf(floats).result == pixels)
  }

  @Test("Every length, alignment and way in place gives the same", arguments: ConversionPlan.allPairs)
  func lengths(plan: ConversionPlan) {
    var random = SampleGenerator()
    let pixels = (0..<100).map { _ in Pixel(random.triple(plan.source)) }
    let whole = plan.run(pixels)
    let floats = pixels.map { $0.map { Float($0) } }
    let wholeToHalf = plan.runToHalf(floats)
    let wholeToFloat = plan.runToFloat(floats)
    for length in Array(0...33) + [97, 100] {
      let part = Array(pixels.prefix(length))
      for offset in 0..<8 {
        let run = plan.run(part, inPlace: offset % 2 == 0, offset: offset)
        #expect(run.result == Array(whole.result.prefix(length)))
        #expect(run.keptInside)
      }
      let floatPart = Array(floats.prefix(length))
      for run in [plan.runToHalf(floatPart), plan.runToHalfInPlace(floatPart)] {
        #expect(run.result == Array(wholeToHalf.result.prefix(length)))
        #expect(run.keptInside)
      }
      for run in [
        plan.runToFloat(floatPart), plan.runToFloat(floatPart, inPlace: true), plan.runToFloat(part),
      ] {
        #expect(run.result == Array(wholeToFloat.result.prefix(length)))
        #expect(run.keptInside)
      }
    }
  }

  @Test("Accuracy of Float results", arguments: ConversionPlan.allPairs)
  func floatAccuracy(plan: ConversionPlan) {
    var random = SampleGenerator()
    let pixels = (0..<100_000).map { _ in Pixel(random.triple(plan.source)).map { Float($0) * 1.0001 } }
    var worst = 0.0
    for (got, pixel) in zip(plan.runToFloat(pixels).result, pixels) {
      let exact = ScalarReference.convert(pixel.doubles, plan.source, plan.target)
      let error = got.doubles - exact
      let largest = max(abs(exact.x), abs(exact.y), abs(exact.z))
      let scale = plan.target.isLogarithmic ? max(1, largest) : largest
      worst = max(worst, max(abs(error.x), abs(error.y), abs(error.z)) / scale)
    }
    #expect(worst <= (plan.isLinear ? 0x1p-24 : plan.target.isLogarithmic ? 2e-7 : 3e-7), "\(worst)")
  }

  @Test("An empty plan copies bits, NaN payloads included", arguments: ColorSpace.allCases)
  func emptyPlan(space: ColorSpace) {
    let plan = ConversionPlan(from: space, to: space)
    let pixels = (0...UInt16.max).map { Pixel(Float16(bitPattern: $0), 1, -2) }
    let run = plan.run(pixels)
    #expect(run.result.map(\.bits) == pixels.map(\.bits))
    #expect(run.counts.nan == 2 * 1023 && run.counts.inf == 2 && run.counts.clamped == 0)
    // −2 everywhere, and the halves from −2⁻²⁴ to −Inf.
    #expect(run.counts.negative == 65536 + 31744)
    let floats = [Pixel<Float>(1e30, -1e30, .infinity)]
    #expect(plan.runToFloat(floats).result == floats)
  }

  @Test("An empty plan changes nothing in place, whatever the length", arguments: 0...33)
  func emptyPlanInPlace(count: Int) {
    let plan = ConversionPlan(from: .acescg, to: .acescg)
    let pixels = (0..<count).map { Pixel(Float16($0) + 1, -2, $0 % 5 == 4 ? .infinity : 0.5) }
    let counts = SampleCounts(inf: count / 5, negative: count)
    for inPlace in [false, true] {
      let half = plan.run(pixels, inPlace: inPlace)
      #expect(half.result == pixels && half.counts == counts && half.keptInside)
      let floats = pixels.map { $0.map { Float($0) } }
      let float = plan.runToFloat(floats, inPlace: inPlace)
      #expect(float.result == floats && float.counts == counts && float.keptInside)
    }
  }

  @Test("Widening and narrowing without steps")
  func emptyPlanBetweenTypes() {
    let plan = ConversionPlan(from: .acescg, to: .acescg)
    let pixels = (0...UInt16.max).map { Pixel(Float16(bitPattern: $0)) }.filter(\.isFinite)
    let floats = plan.runToFloat(pixels).result
    #expect(floats == pixels.map { $0.map { Float($0) } })
    #expect(plan.runToHalf(floats).result.map(\.bits) == pixels.map(\.bits))
  }
}
