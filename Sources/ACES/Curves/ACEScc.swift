/// ACEScc, Academy S-2014-003, "ACEScc – A Logarithmic Encoding of ACES Data for use within Color Grading
/// Systems": the equations between linear AP1 and ACEScc.
enum ACEScc {
  /// Linear AP1 to ACEScc.
  ///
  /// lin ≤ 0 gives (−16 + 9.72) / 17.52, the lowest code; below 2⁻¹⁵ the logarithm is taken of 2⁻¹⁶ + lin / 2.
  /// −Inf is a number below zero; +Inf and NaN give themselves.
  @inline(always)
  static func encode(_ linear: SIMD8<Float>) -> SIMD8<Float> {
    let positive = linear.replaced(by: 0, where: linear .< 0)
    let lifted = positive.multiplied(by: 0.5, adding: SIMD8(repeating: 0x1p-16))
    return LogSegment.encode(positive.replaced(by: lifted, where: positive .< 0x1p-15))
  }

  /// ACEScc to linear AP1.
  ///
  /// Codes up to (9.72 − 15) / 17.52 give (2^(17.52 · code − 9.72) − 2⁻¹⁶) · 2, which goes below zero and
  /// ends at −2⁻¹⁵; from (log₂ 65504 + 9.72) / 17.52 on, +Inf included, the result is 65504. NaN gives NaN.
  @inline(always)
  static func decode(_ code: SIMD8<Float>) -> SIMD8<Float> {
    let power = LogSegment.decode(code)
    let lowered = (power - 0x1p-16) * 2
    return
      power
      .replaced(by: lowered, where: code .<= (9.72 - 15) / 17.52)
      .replaced(by: LogSegment.maximumLinear, where: code .>= LogSegment.maximumCode)
  }
}
