import Testing

@testable import ACES

@Suite("Vectors from elsewhere")
struct ReferenceVectorTests {
  static func floats(_ v: SIMD3<Double>) -> [Pixel<Float>] { [Pixel(Float(v.x), Float(v.y), Float(v.z))] }

  static func halves(_ v: SIMD3<Double>) -> [Pixel<Float16>] {
    floats(v).map { $0.map { Float16($0) } }
  }

  static func codes(_ v: SIMD3<Double>) -> Pixel<UInt16> { Pixel(UInt16(v.x), UInt16(v.y), UInt16(v.z)) }

  static func halfBits(_ v: SIMD3<Double>) -> Pixel<Float16> {
    codes(v).map { Float16(bitPattern: $0) }
  }

  @Test("ACES2065-1 to ACESproxy", arguments: ReferenceVector.all(.proxy10, .proxy12))
  func proxy(vector: ReferenceVector) {
    let encoding: ACESproxy = vector.kind == .proxy10 ? .acesproxy10 : .acesproxy12
    let expected = [Self.codes(vector.output)]
    #expect(encoding.run(Self.floats(vector.input), from: .aces2065_1).result == expected)
    #expect(encoding.run(Self.halves(vector.input), from: .aces2065_1).result == expected)
  }

  /// The CTL sets negative components to zero before the matrix, the specification does not. With the
  /// clamping done here the codes are the CTL's; without it they differ where a component is negative and
  /// lit channels see it.
  @Test(
    "ACES2065-1 to ACESproxy as the CTL does it",
    arguments: ReferenceVector.all(.clampedProxy10, .clampedProxy12))
  func clampedProxy(vector: ReferenceVector) {
    let encoding: ACESproxy = vector.kind == .clampedProxy10 ? .acesproxy10 : .acesproxy12
    let clamped = Self.floats(vector.input).map { $0.map { max($0, 0) } }
    #expect(encoding.run(clamped, from: .aces2065_1).result == [Self.codes(vector.output)])
  }

  @Test("A negative component takes part in the matrix")
  func specificationAgainstCTL() throws {
    let vector = try #require(ReferenceVector.table.first { $0.id == "X104" })
    let unclamped = ACESproxy.acesproxy10.run(Self.floats(vector.input), from: .aces2065_1).result
    #expect(unclamped != [Self.codes(vector.output)])
  }

  @Test("Linear AP1 to ACESproxy", arguments: ReferenceVector.all(.linearToProxy10, .linearToProxy12))
  func linearProxy(vector: ReferenceVector) {
    let encoding: ACESproxy = vector.kind == .linearToProxy10 ? .acesproxy10 : .acesproxy12
    #expect(encoding.run(Self.floats(vector.input), from: .acescg).result == [Self.codes(vector.output)])
  }

  @Test("ACESproxy to ACES2065-1", arguments: ReferenceVector.all(.fromProxy10, .fromProxy12))
  func fromProxy(vector: ReferenceVector) {
    let encoding: ACESproxy = vector.kind == .fromProxy10 ? .acesproxy10 : .acesproxy12
    let decoded = encoding.run([Self.codes(vector.input)], to: .aces2065_1)
    #expect(decoded.illegal == 0)
    let difference = decoded.run.result[0].doubles - vector.output
    for channel in 0..<3 { #expect(abs(difference[channel]) <= 5e-10) }
  }

  @Test("Linear AP1 to a curve", arguments: ReferenceVector.all(.toACEScc, .toACEScct))
  func toCurve(vector: ReferenceVector) {
    let plan = ConversionPlan(from: .acescg, to: vector.kind == .toACEScc ? .acescc : .acescct)
    let difference = plan.runToFloat(Self.floats(vector.input)).result[0].doubles - vector.output
    for channel in 0..<3 { #expect(abs(difference[channel]) <= 1e-7) }
  }

  @Test("A curve to linear AP1", arguments: ReferenceVector.all(.fromACEScc, .fromACEScct))
  func fromCurve(vector: ReferenceVector) {
    let plan = ConversionPlan(from: vector.kind == .fromACEScc ? .acescc : .acescct, to: .acescg)
    // The vectors of ACEScct go on above 65504, where the specification ends.
    let expected = SIMD3<Double>(repeating: 65504).replacing(
      with: vector.output, where: vector.output .< 65504)
    let difference = plan.runToFloat(Self.floats(vector.input)).result[0].doubles - expected
    // A code is a Float here and in the table a Double: 17.52 · ln 2 times its rounding.
    for channel in 0..<3 {
      let code = abs(vector.input[channel])
      #expect(abs(difference[channel]) <= abs(expected[channel]) * (3e-7 + code * 7.3e-7) + 6e-9)
    }
  }

  @Test(
    "Between linear spaces, in Float", arguments: ReferenceVector.all(.ap0ToAP1, .ap1ToAP0, .acescctToAP0))
  func matrices(vector: ReferenceVector) {
    let plan =
      switch vector.kind {
      case .ap0ToAP1: ConversionPlan(from: .aces2065_1, to: .acescg)
      case .ap1ToAP0: ConversionPlan(from: .acescg, to: .aces2065_1)
      default: ConversionPlan(from: .acescct, to: .aces2065_1)
      }
    let difference = plan.runToFloat(Self.floats(vector.input)).result[0].doubles - vector.output
    let largest = max(abs(vector.output.x), abs(vector.output.y), abs(vector.output.z))
    for channel in 0..<3 {
      #expect(abs(difference[channel]) <= (vector.kind == .acescctToAP0 ? 1e-6 : largest * 1.5e-7))
    }
  }

  @Test("Between linear spaces, in half", arguments: ReferenceVector.all(.ap0ToAP1Half, .ap1ToAP0Half))
  func halfMatrices(vector: ReferenceVector) {
    let plan =
      vector.kind == .ap0ToAP1Half
      ? ConversionPlan(from: .aces2065_1, to: .acescg) : ConversionPlan(from: .acescg, to: .aces2065_1)
    let infinite = Self.halfBits(vector.output)
    let expected = infinite.map { $0.isInfinite ? ($0 > 0 ? 65504 : -65504) : $0 }
    let run = plan.run([Self.halfBits(vector.input)])
    #expect(run.result.map(\.bits) == [expected.bits])
    #expect(run.counts.clamped == [infinite.r, infinite.g, infinite.b].count(where: \.isInfinite))
  }
}
