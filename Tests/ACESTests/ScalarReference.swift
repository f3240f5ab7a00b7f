// The conversions once more: scalar, in Double, one call of the C library a sample, written from the
// specifications and sharing nothing with the kernels. `Scripts/check-kernels` uses this file too.

import ACES

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The conversions of the specifications, and half rounding.
enum ScalarReference {
  private typealias Triple = SIMD3<Double>

  private static let tra1: [SIMD3<Double>] = [
    [1.4514393161456656, -0.23651074689374013, -0.21492856925192536],
    [-0.076553773396020541, 1.1762296998335728, -0.099675926437552187],
    [0.008316148425697785, -0.006032449791021033, 0.9977163013653233],
  ]
  private static let tra2: [SIMD3<Double>] = [
    [0.69545224135745176, 0.14067869647029416, 0.16386906217225408],
    [0.044794563372037709, 0.85967111845642186, 0.095534318171540414],
    [-0.0055258825581135894, 0.0040252103059786569, 1.0015006722521349],
  ]

  private static func multiply(_ m: [Triple], _ v: Triple) -> Triple {
    Triple((m[0] * v).sum(), (m[1] * v).sum(), (m[2] * v).sum())
  }

  private static func map(_ v: Triple, _ f: (Double) -> Double) -> Triple { Triple(f(v.x), f(v.y), f(v.z)) }

  static func encodeACEScc(_ lin: Double) -> Double {
    if lin <= 0 { return (-16 + 9.72) / 17.52 }
    if lin < 0x1p-15 { return (log2(0x1p-16 + lin * 0.5) + 9.72) / 17.52 }
    return (log2(lin) + 9.72) / 17.52
  }

  static func decodeACEScc(_ code: Double) -> Double {
    if code <= (9.72 - 15) / 17.52 { return (exp2(code * 17.52 - 9.72) - 0x1p-16) * 2 }
    return code >= (log2(65504) + 9.72) / 17.52 ? 65504 : exp2(code * 17.52 - 9.72)
  }

  static func encodeACEScct(_ lin: Double) -> Double {
    lin <= 0.0078125 ? 10.5402377416545 * lin + 0.0729055341958355 : (log2(lin) + 9.72) / 17.52
  }

  static func decodeACEScct(_ code: Double) -> Double {
    if code <= 0.155251141552511 { return (code - 0.0729055341958355) / 10.5402377416545 }
    return code >= (log2(65504) + 9.72) / 17.52 ? 65504 : exp2(code * 17.52 - 9.72)
  }

  /// Any space to linear AP1.
  static func linearAP1(_ v: SIMD3<Double>, from space: ColorSpace) -> SIMD3<Double> {
    switch space {
    case .aces2065_1: multiply(tra1, v)
    case .acescg: v
    case .acescc: map(v, decodeACEScc)
    case .acescct: map(v, decodeACEScct)
    }
  }

  /// A conversion by way of linear AP1; ACES2065-1 to itself is left to the caller.
  static func convert(_ v: SIMD3<Double>, _ source: ColorSpace, _ target: ColorSpace) -> SIMD3<Double> {
    let linear = linearAP1(v, from: source)
    switch target {
    case .aces2065_1: return multiply(tra2, linear)
    case .acescg: return linear
    case .acescc: return map(linear, encodeACEScc)
    case .acescct: return map(linear, encodeACEScct)
    }
  }

  /// ACESproxy before rounding and limits: Equation 1 or 5 of S-2013-001 for values above 2^−9.72, the
  /// minimum code at and below it.
  static func proxyCode(_ lin: Double, _ encoding: ACESproxy) -> Double {
    if !(lin > exp2(-9.72)) { return encoding == .acesproxy10 ? 64 : 256 }
    return encoding == .acesproxy10 ? (log2(lin) + 2.5) * 50 + 425 : (log2(lin) + 2.5) * 200 + 1700
  }

  /// The rounded and limited code.
  static func roundedProxyCode(_ code: Double, _ encoding: ACESproxy) -> Double {
    encoding == .acesproxy10 ? max(64, min(940, code.rounded())) : max(256, min(3760, code.rounded()))
  }

  /// Linear AP1 of a code: Equation 3 or 7 of S-2013-001.
  static func linear(of code: Int, _ encoding: ACESproxy) -> Double {
    encoding == .acesproxy10
      ? exp2(Double(code - 425) / 50 - 2.5) : exp2(Double(code - 1700) / 200 - 2.5)
  }

  /// The distance of neighbouring halves at a magnitude: one ulp.
  static func halfUlp(_ x: Double) -> Double {
    abs(x) < 0x1p-14 ? 0x1p-24 : Double(sign: .plus, exponent: x.exponent - 10, significand: 1)
  }

  /// A number rounded once to half; what overflows is ±65504. NaN stays.
  static func rounded(_ x: Double) -> Double {
    guard x.isFinite else { return x }
    let ulp = halfUlp(x)
    return max(-65504, min(65504, (x / ulp).rounded(.toNearestOrEven) * ulp))
  }

  /// Three numbers rounded once to half.
  static func rounded(_ v: SIMD3<Double>) -> SIMD3<Double> { map(v) { rounded($0) } }
}

/// A small generator with a fixed start, so that every run sees the same samples.
struct SampleGenerator {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }

  /// Uniform in 0..<1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A triple as pictures have them: anything that half can hold, saturated colours with dark components
  /// beside bright ones, a plate with grain. Logarithmic spaces get codes from below black to the top.
  mutating func triple(_ space: ColorSpace) -> SIMD3<Float16> {
    if space.isLogarithmic { return SIMD3<Float16>(half(code()), half(code()), half(code())) }
    switch next() >> 62 {
    case 0:
      return SIMD3(anyFinite(), anyFinite(), anyFinite())
    case 1:
      let peak = Double(sign: .plus, exponent: Int(next() % 24) - 10, significand: 1 + unit())
      let (high, middle, low) = (unit() * peak, unit() * unit() * 0.2 * peak, (unit() * 0.1 - 0.05) * peak)
      switch next() % 3 {
      case 0: return SIMD3(half(high), half(middle), half(low))
      case 1: return SIMD3(half(middle), half(high), half(low))
      default: return SIMD3(half(low), half(middle), half(high))
      }
    default:
      let light = Double(sign: .plus, exponent: Int(next() % 16) - 10, significand: 1 + unit())
      return SIMD3(
        half(light * (1 + unit() * 0.3)), half(light * (1 + unit() * 0.1)), half(light * (1 - unit() * 0.3)))
    }
  }

  private mutating func code() -> Double { unit() * 1.9 - 0.4 }

  private func half(_ x: Double) -> Float16 { Float16(Float(x)) }

  private mutating func anyFinite() -> Float16 {
    while true {
      let half = Float16(bitPattern: UInt16(truncatingIfNeeded: next()))
      if half.isFinite { return half }
    }
  }
}
