/// The transfer function of a logarithmic space: linear AP1 to code and back, eight samples at once.
enum LogCurve: Sendable, Hashable {
  /// ACEScc, see ``ACEScc``.
  case acescc
  /// ACEScct, see ``ACEScct``.
  case acescct

  /// Linear AP1 to code values.
  @inline(always)
  func encode(_ linear: SIMD8<Float>) -> SIMD8<Float> {
    switch self {
    case .acescc: ACEScc.encode(linear)
    case .acescct: ACEScct.encode(linear)
    }
  }

  /// Code values to linear AP1.
  @inline(always)
  func decode(_ code: SIMD8<Float>) -> SIMD8<Float> {
    switch self {
    case .acescc: ACEScc.decode(code)
    case .acescct: ACEScct.decode(code)
    }
  }
}

/// The logarithmic segment that ACEScc and ACEScct share: (log₂ lin + 9.72) / 17.52.
enum LogSegment {
  /// The code above which a decoder answers 65504: (log₂ 65504 + 9.72) / 17.52.
  static let maximumCode: Float = 1.4679963120447152
  /// The largest half, where both decoders end.
  static let maximumLinear: Float = 65504

  /// (log₂ lin + 9.72) / 17.52 of positive normal Floats.
  ///
  /// Infinity and NaN give themselves; zero and negatives give numbers without meaning that callers
  /// replace.
  @inline(always)
  static func encode(_ linear: SIMD8<Float>) -> SIMD8<Float> {
    let (exponent, fraction) = BinaryLogarithm.split(linear)
    // 9.72 = 10 − 0.28: the whole part is added to the exponent without an error and the small part to
    // the fraction, so that codes near zero, where the sum cancels, keep their digits.
    let whole = SIMD8<Float>(whole: exponent &+ 10)
    let code = (whole + (fraction - 0.28)) * (1 / 17.52)
    return code.replaced(by: linear, where: .!(linear .< .infinity))
  }

  /// 2^(17.52 · code − 9.72), meant for codes from −2 to ``maximumCode``.
  ///
  /// Lower codes give 2^−44.76, higher ones numbers without meaning; NaN gives NaN. At most 2.5 × 10⁻⁷ of
  /// the result off.
  @inline(always)
  static func decode(_ code: SIMD8<Float>) -> SIMD8<Float> {
    let x = code.replaced(by: -2, where: code .< -2)
    // The whole part, and then the rest by FMA from exact products: 17.52 is split into its Float and the
    // remainder of that, 9.72 into 9.75, exact beside a whole number, and 0.03.
    let scale: Float = 17.52
    let scaleRest = Float(17.52 - Double(scale))
    let shifted = x.multiplied(by: scale, adding: SIMD8(repeating: -9.72)) + BinaryLogarithm.roundingShift
    let whole = shifted - BinaryLogarithm.roundingShift
    let coarse = x.multiplied(by: scale, adding: -(whole + 9.75))
    let rest = coarse + x.multiplied(by: scaleRest, adding: SIMD8(repeating: 0.03))
    return BinaryLogarithm.power(shifted: shifted, rest: rest)
  }
}
