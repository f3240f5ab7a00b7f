/// ACEScct, Academy S-2016-001, "ACEScct – A Quasi-Logarithmic Encoding of ACES Data for use within Color
/// Grading Systems": the equations between linear AP1 and ACEScct.
enum ACEScct {
  /// X_BRK: the linear value where line and logarithm meet.
  static let xBreak: Float = 0.0078125
  /// Y_BRK: the code of ``xBreak``.
  static let yBreak: Float = 0.155251141552511
  /// A: the slope of the line.
  static let a: Float = 10.5402377416545
  /// B: the code of zero.
  static let b: Float = 0.0729055341958355
  /// What Float leaves of B, so that codes next to B decode with all their digits.
  static var bRest: Float { Float(0.0729055341958355 - Double(b)) }

  /// Linear AP1 to ACEScct.
  ///
  /// Up to ``xBreak``, every negative number included, A · lin + B; above it the logarithm, without an upper
  /// end. ±Inf and NaN give themselves.
  @inline(always)
  static func encode(_ linear: SIMD8<Float>) -> SIMD8<Float> {
    let line = linear.multiplied(by: a, adding: SIMD8(repeating: b))
    return LogSegment.encode(linear).replaced(by: line, where: linear .<= xBreak)
  }

  /// ACEScct to linear AP1.
  ///
  /// Codes up to ``yBreak`` give (code − B) / A, also below zero; from (log₂ 65504 + 9.72) / 17.52 on, +Inf
  /// included, the result is 65504 as the specification caps it. −Inf and NaN give themselves.
  @inline(always)
  static func decode(_ code: SIMD8<Float>) -> SIMD8<Float> {
    let line = ((code - b) - bRest) * (1 / a)
    return LogSegment.decode(code)
      .replaced(by: line, where: code .<= yBreak)
      .replaced(by: LogSegment.maximumLinear, where: code .>= LogSegment.maximumCode)
  }
}
