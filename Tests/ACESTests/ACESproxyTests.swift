import Testing

@testable import ACES

@Suite("ACESproxy")
struct ACESproxyTests {
  @Test("Constants of Appendix D")
  func constants() {
    let (ten, twelve) = (ACESproxy.acesproxy10, ACESproxy.acesproxy12)
    #expect((ten.bitDepth, ten.cvMin, ten.cvMax, ten.stepsPerStop, ten.midCVOffset) == (10, 64, 940, 50, 425))
    #expect(
      (twelve.bitDepth, twelve.cvMin, twelve.cvMax, twelve.stepsPerStop, twelve.midCVOffset)
        == (12, 256, 3760, 200, 1700))
    #expect(ACESproxy.midLogOffset == -2.5)
    #expect(ACESproxy.name == "ACESproxy")
  }

  @Test("The ends of the scale of Appendix C", arguments: ACESproxy.allCases)
  func appendixC(encoding: ACESproxy) {
    let ends = [Pixel(UInt16(encoding.cvMin)), Pixel(UInt16(encoding.cvMax))]
    let decoded = encoding.run(ends, to: .aces2065_1).run.result
    #expect(decoded.map(\.bits) == [Pixel(0x14DB), Pixel(0x5AF7)])
    #expect(encoding.run(decoded, from: .aces2065_1).result == ends)
  }

  @Test(
    "Every half neutral gets the code of the formula", arguments: ACESproxy.allCases,
    [ColorSpace.aces2065_1, .acescg])
  func allNeutrals(encoding: ACESproxy, space: ColorSpace) {
    let pixels = (0...UInt16.max).map { Pixel(Float16(bitPattern: $0)) }
    let run = encoding.run(pixels, from: space)
    for (got, pixel) in zip(run.result, pixels) {
      let lin = Double(pixel.r)
      let code = ScalarReference.roundedProxyCode(ScalarReference.proxyCode(lin, encoding), encoding)
      // −Inf beside +Inf in the matrix is NaN, and so is +Inf in all channels.
      let expected =
        lin.isInfinite && lin > 0 && space == .aces2065_1
        ? Double(encoding.cvMin) : lin.isNaN ? Double(encoding.cvMin) : code
      #expect(got == Pixel(UInt16(expected)))
    }
    #expect(run.counts == SampleCounts(nan: 3 * 2046, inf: 6))
    #expect(Set(run.result.map(\.r)).count == encoding.cvMax - encoding.cvMin + 1)
  }

  /// Codes of random triples, which may be the neighbour only right at a rounding boundary.
  @Test("Random triples", arguments: ACESproxy.allCases, ColorSpace.allCases)
  func randomTriples(encoding: ACESproxy, space: ColorSpace) {
    var random = SampleGenerator()
    let pixels = (0..<200_000).map { _ in Pixel(random.triple(space)) }
    let run = encoding.run(pixels, from: space)
    let fromFloat = encoding.run(pixels.map { $0.map { Float($0) } }, from: space)
    #expect(run.result == fromFloat.result)
    #expect(run.counts == SampleCounts())
    var wrong = 0
    for (got, pixel) in zip(run.result, pixels) {
      let linear = ScalarReference.linearAP1(pixel.doubles, from: space)
      for (code, lin) in [(got.r, linear.x), (got.g, linear.y), (got.b, linear.z)] {
        let exact = ScalarReference.proxyCode(lin, encoding)
        let off = abs(Double(code) - ScalarReference.roundedProxyCode(exact, encoding))
        if off > 1 || off == 1 && abs(exact - exact.rounded(.down) - 0.5) > 1e-3 { wrong += 1 }
      }
    }
    #expect(wrong == 0)
  }

  @Test("Float samples that half does not have")
  func floatSamples() {
    var pixels: [Pixel<Float>] = []
    for step in 0..<40_000 {
      let x = Float(0.001) * (1 + Float(step) * 7)
      pixels.append(Pixel(x, x / 3, x * 0.01))
    }
    for encoding in ACESproxy.allCases {
      for (got, pixel) in zip(encoding.run(pixels, from: .acescg).result, pixels) {
        for (code, lin) in [(got.r, pixel.r), (got.g, pixel.g), (got.b, pixel.b)] {
          let exact = ScalarReference.proxyCode(Double(lin), encoding)
          let off = abs(Double(code) - ScalarReference.roundedProxyCode(exact, encoding))
          #expect(off == 0 || off == 1 && abs(exact - exact.rounded(.down) - 0.5) < 1e-3)
        }
      }
    }
  }

  @Test("The threshold 2^−9.72, zero, negatives, NaN and infinity", arguments: ACESproxy.allCases)
  func edges(encoding: ACESproxy) {
    let (low, high) = (UInt16(encoding.cvMin), UInt16(encoding.cvMax))
    let values: [Float] = [
      0, -0.0, -1, -65504, -.infinity, .nan, 1e-38, 0x1p-149, 0.0011857371, 0.00118573725, .infinity, 1e30,
      222.9,
    ]
    let expected = [low, low, low, low, low, low, low, low, low, low, high, high, high]
    let run = encoding.run(values.map { Pixel($0) }, from: .acescg)
    #expect(run.result == expected.map { Pixel($0) })
    #expect(run.counts == SampleCounts(nan: 3, inf: 6))
    // A NaN spreads through the matrix and takes its pixel to the minimum.
    #expect(encoding.run([Pixel<Float16>(.nan, 1, 1)], from: .aces2065_1).result == [Pixel(low)])
    #expect(encoding.run([Pixel<Float16>(.nan, 1, 1)], from: .acescg).result[0].r == low)
  }

  @Test("Encoding what was decoded gives back every legal code", arguments: ACESproxy.allCases)
  func identity(encoding: ACESproxy) {
    let codes = (encoding.cvMin...encoding.cvMax).map { Pixel(UInt16($0)) }
    #expect(codes.count == (encoding == .acesproxy10 ? 877 : 3505))
    for space in [ColorSpace.aces2065_1, .acescg] {
      let decoded = encoding.run(codes, to: space)
      #expect(decoded.illegal == 0)
      #expect(encoding.run(decoded.run.result, from: space).result == codes)
      // A neutral is the half next to the equation, whatever the space.
      for (pixel, code) in zip(decoded.run.result, codes) {
        let lin = ScalarReference.linear(of: Int(code.r), encoding)
        #expect(pixel.doubles == SIMD3(repeating: ScalarReference.rounded(lin)))
      }
    }
  }

  @Test("Decoding mixed codes", arguments: ACESproxy.allCases)
  func mixedCodes(encoding: ACESproxy) {
    var random = SampleGenerator()
    let count = UInt64(encoding.cvMax - encoding.cvMin + 1)
    let code = { (random: inout SampleGenerator) in UInt16(random.next() % count) + UInt16(encoding.cvMin) }
    let codes = (0..<100_000).map { _ in Pixel(code(&random), code(&random), code(&random)) }
    for space in ColorSpace.allCases {
      let plan = ConversionPlan(from: .acescg, to: space)
      var deviation = ConversionTests.Deviation()
      for (got, code) in zip(encoding.run(codes, to: space).run.result, codes) {
        let linear = SIMD3(
          ScalarReference.linear(of: Int(code.r), encoding),
          ScalarReference.linear(of: Int(code.g), encoding),
          ScalarReference.linear(of: Int(code.b), encoding))
        deviation.compare(got, linear, plan)
      }
      #expect(deviation.isGood, "\(space): \(deviation)")
    }
  }

  @Test("Codes that represent no image data decode as the nearest that do", arguments: ACESproxy.allCases)
  func illegalCodes(encoding: ACESproxy) {
    let (low, high) = (UInt16(encoding.cvMin), UInt16(encoding.cvMax))
    let illegal = [Pixel(0, low - 1, low), Pixel(high, high + 1, UInt16.max)]
    let decoded = encoding.run(illegal, to: .acescg)
    #expect(decoded.illegal == 4)
    #expect(decoded.run.result == encoding.run([Pixel(low), Pixel(high)], to: .acescg).run.result)
  }

  @Test("Every length and alignment gives the same", arguments: ACESproxy.allCases, ColorSpace.allCases)
  func lengths(encoding: ACESproxy, space: ColorSpace) {
    var random = SampleGenerator()
    let pixels = (0..<40).map { _ in Pixel(random.triple(space)) }
    let codes = encoding.run(pixels, from: space).result
    let decoded = encoding.run(codes, to: space).run.result
    for length in 0...33 {
      for offset in 0..<8 {
        let run = encoding.run(Array(pixels.prefix(length)), from: space, offset: offset)
        #expect(run.result == Array(codes.prefix(length)) && run.keptInside)
      }
      let floats = pixels.prefix(length).map { $0.map { Float($0) } }
      #expect(encoding.run(floats, from: space).result == Array(codes.prefix(length)))
      let back = encoding.run(Array(codes.prefix(length)), to: space)
      #expect(back.run.result == Array(decoded.prefix(length)) && back.run.keptInside && back.illegal == 0)
    }
  }
}
