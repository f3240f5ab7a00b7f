import Testing

@testable import ACES

@Suite("ACEScc and ACEScct at their edges")
struct LogEdgeTests {
  static func decode(_ codes: [Float], _ space: ColorSpace) -> [Float] {
    ConversionPlan(from: space, to: .acescg).runToFloat(codes.map { Pixel($0) }).result.map(\.r)
  }

  static func encode(_ linear: [Float], _ space: ColorSpace) -> [Float] {
    ConversionPlan(from: .acescg, to: space).runToFloat(linear.map { Pixel($0) }).result.map(\.r)
  }

  @Test("ACEScc gives zero and negatives its lowest code")
  func lowestACEScc() {
    let lowest = Float((-16 + 9.72) / 17.52)
    #expect(
      Self.encode([0, -0.0, -1e-30, -1, -65504, -.infinity], .acescc) == [Float](repeating: lowest, count: 6))
  }

  @Test("ACEScc below 2⁻¹⁵ and around")
  func smallACEScc() {
    let linear: [Float] = [1e-30, 0x1p-24, 1e-6, 0x1p-15, 0x1.000002p-15, 0x1.FFFFFEp-16, 0x1p-14]
    for (got, x) in zip(Self.encode(linear, .acescc), linear) {
      #expect(abs(Double(got) - ScalarReference.encodeACEScc(Double(x))) < 4e-8)
    }
  }

  @Test("ACEScc decodes below zero to no less than −2⁻¹⁵")
  func negativeACEScc() {
    let codes: [Float] = [-0.30136988, -0.32, -0.3584474886, -0.36, -1, -3, -100, -65504, -.infinity]
    for (got, code) in zip(Self.decode(codes, .acescc), codes) {
      #expect(abs(Double(got) - ScalarReference.decodeACEScc(Double(code))) < 8e-12)
      #expect(got >= -0x1p-15)
    }
  }

  @Test("Decoding ends at 65504", arguments: [ColorSpace.acescc, .acescct])
  func cap(space: ColorSpace) {
    let codes: [Float] = [1.4679964, 1.468, 1.5, 100, 65504, 1e30, .infinity]
    #expect(Self.decode(codes, space) == [Float](repeating: 65504, count: codes.count))
    let below = Self.decode([1.4679, 1.46], space)
    #expect(below[0] < 65504 && below[1] < below[0] && below[1] > 59000)
  }

  @Test("ACEScct is a line at and below its break, in both directions")
  func lineACEScct() {
    let linear: [Float] = [0.0078125, 0.007, 0, -0.0, -0.0069168775869, -1, -65504]
    for (got, x) in zip(Self.encode(linear, .acescct), linear) {
      let exact = ScalarReference.encodeACEScct(Double(x))
      #expect(abs(Double(got) - exact) <= max(abs(exact), 0.07) * 0x1p-23)
    }
    let codes: [Float] = [0.155251141552511, 0.1, 0.0729055341958355, 0.0729056, 0, -1, -65504]
    for (got, code) in zip(Self.decode(codes, .acescct), codes) {
      let exact = ScalarReference.decodeACEScct(Double(code))
      #expect(abs(Double(got) - exact) <= abs(exact) * 0x1p-22)
    }
    #expect(Self.encode([-.infinity, .infinity], .acescct) == [-.infinity, .infinity])
    #expect(Self.decode([-.infinity], .acescct) == [-.infinity])
  }

  @Test("Above 65504 encoding goes on")
  func beyondHalf() {
    for space in [ColorSpace.acescc, .acescct] {
      for (got, x) in zip(Self.encode([1e6, 1e30, 3e38], space), [1e6, 1e30, 3e38]) {
        #expect(abs(Double(got) - ScalarReference.encodeACEScc(x)) < 1e-6)
      }
    }
    #expect(Self.encode([.infinity], .acescc) == [.infinity])
  }

  @Test("NaN stays NaN in its channel", arguments: [ColorSpace.acescc, .acescct])
  func nan(space: ColorSpace) {
    let pixels = [Pixel<Float>(.nan, 0.5, -0.2)]
    let encoded = ConversionPlan(from: .acescg, to: space).runToFloat(pixels)
    let decoded = ConversionPlan(from: space, to: .acescg).runToFloat(pixels)
    for run in [encoded, decoded] {
      #expect(run.result[0].r.isNaN)
      #expect(run.result[0].g.isFinite && run.result[0].b.isFinite)
      #expect(run.counts.nan == 1)
    }
    let withMatrix = ConversionPlan(from: space, to: .aces2065_1).runToFloat(pixels).result[0]
    #expect(withMatrix.r.isNaN && withMatrix.g.isNaN && withMatrix.b.isNaN)
  }

  @Test("A code and its linear value belong together", arguments: [ColorSpace.acescc, .acescct])
  func roundTrip(space: ColorSpace) {
    let codes = stride(from: Float(-0.35), to: 1.46, by: 0.0007).map { $0 }
    for (again, code) in zip(Self.encode(Self.decode(codes, space), space), codes) {
      #expect(abs(again - code) < (space == .acescc && code < -0.3 ? 2e-6 : 2e-7))
    }
  }
}
