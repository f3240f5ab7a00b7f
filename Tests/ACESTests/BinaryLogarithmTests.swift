import Testing

@testable import ACES

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Binary logarithm and power")
struct BinaryLogarithmTests {
  @Test("log₂ of every Float from ½ to 2")
  func logarithm() {
    var (worst, worstRelative) = (0.0, 0.0)
    let first = Float(0.5).bitPattern
    for start in stride(from: first, to: Float(2).bitPattern, by: 8) {
      var x = SIMD8<Float>()
      for element in 0..<8 { x[element] = Float(bitPattern: start + UInt32(element)) }
      let (exponent, fraction) = BinaryLogarithm.split(x)
      for element in 0..<8 {
        let exact = log2(Double(x[element])) - Double(exponent[element])
        let error = abs(Double(fraction[element]) - exact)
        worst = max(worst, error)
        if exact != 0 { worstRelative = max(worstRelative, error / abs(exact)) }
      }
    }
    #expect(worst <= 1.1e-7, "\(worst)")
    #expect(worstRelative <= 2.2e-7, "\(worstRelative)")
  }

  @Test("Whole powers have no fraction")
  func wholePowers() {
    for power in -126...127 {
      let x = SIMD8<Float>(repeating: Float(sign: .plus, exponent: power, significand: 1))
      let (exponent, fraction) = BinaryLogarithm.split(x)
      #expect(exponent[0] == Int32(power) && fraction[0] == 0)
      let shifted = SIMD8<Float>(repeating: Float(power) + BinaryLogarithm.roundingShift)
      #expect(BinaryLogarithm.power(shifted: shifted, rest: .zero) == x)
    }
  }

  @Test("2ˣ of a million fractions")
  func power() {
    var worst = 0.0
    for step in 0..<1_000_000 {
      let rest = Float(step) / 1_000_000 - 0.5
      let shifted = SIMD8<Float>(repeating: 3 + BinaryLogarithm.roundingShift)
      let got = Double(BinaryLogarithm.power(shifted: shifted, rest: SIMD8(repeating: rest))[0])
      worst = max(worst, abs(got / exp2(3 + Double(rest)) - 1))
    }
    #expect(worst <= 1.3e-7, "\(worst)")
  }
}
