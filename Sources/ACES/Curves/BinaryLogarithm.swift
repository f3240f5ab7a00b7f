/// log₂ and 2ˣ of eight Floats at once: exponent split and a polynomial, no call per sample.
///
/// Coefficients are minimax for the relative error (Remez exchange, 40 digits) and rounded to Float.
enum BinaryLogarithm {
  /// log₂ of positive normal numbers as whole part and rest.
  ///
  /// - Parameter x: Positive, normal and finite; anything else gives numbers without meaning, never a trap.
  /// - Returns: `exponent` and `fraction` with log₂ x = exponent + fraction and |fraction| ≤ ½. The
  ///   fraction is off by at most 1.1 × 10⁻⁷, and by 2.2 × 10⁻⁷ of itself; the exponent is exact. Kept apart
  ///   so that callers add their own constants before anything is rounded.
  @inline(always)
  static func split(_ x: SIMD8<Float>) -> (exponent: SIMD8<Int32>, fraction: SIMD8<Float>) {
    let (power, f) = parts(x)
    let exponent = power &>> 23
    // log₂(1 + f) = f · p(f): no error at m = 1, where a constant term would leave one. |error| of p
    // before rounding: 2.7 × 10⁻⁸ of itself.
    // Estrin's scheme: pairs that do not wait for each other.
    let f2 = f * f
    let f4 = f2 * f2
    let p01 = f.multiplied(by: -0.721347346803, adding: SIMD8(repeating: 1.44269500365))
    let p23 = f.multiplied(by: -0.360703682753, adding: SIMD8(repeating: 0.480910642918))
    let p45 = f.multiplied(by: -0.238944823436, adding: SIMD8(repeating: 0.287916248822))
    let p67 = f.multiplied(by: -0.207269730561, adding: SIMD8(repeating: 0.215715602369))
    let p4to8 = p45.addingProduct(f2, p67).addingProduct(f4, SIMD8(repeating: 0.125837007962))
    let p = p01.addingProduct(f2, p23).addingProduct(f4, p4to8)
    return (exponent, f * p)
  }

  /// The two numbers that log₂ x is the sum of the logarithms of.
  ///
  /// - Parameter x: Positive, normal and finite; anything else gives numbers without meaning, never a trap.
  /// - Returns: `exponent` · 2⁻²³ and `f` with x = 2^(exponent · 2⁻²³) · (1 + f), the exponent a whole number and
  ///   1 + f in [√½, √2). Both are exact.
  @inline(always)
  static func parts(_ x: SIMD8<Float>) -> (exponent: SIMD8<Int32>, f: SIMD8<Float>) {
    // Subtracting the bits of √½ makes the exponent field count from √½.
    let exponent = (x.bits &- 0x3F35_04F3) & ~0x7F_FFFF
    return (exponent, SIMD8<Float>(bits: x.bits &- exponent) - 1)
  }

  /// 2 to the power of `whole + rest`.
  ///
  /// - Parameters:
  ///   - shifted: The whole part, −126…127, plus ``roundingShift``.
  ///   - rest: |rest| ≤ 0.501. NaN gives NaN.
  /// - Returns: The power; at most 1.3 × 10⁻⁷ of itself off.
  @inline(always)
  static func power(shifted: SIMD8<Float>, rest: SIMD8<Float>) -> SIMD8<Float> {
    // 2ˣ = 1 + x · p(x), exact for whole powers. Error of 1 + x · p(x) before rounding: 2.7 × 10⁻⁹.
    let x2 = rest * rest
    let p01 = rest.multiplied(by: 0.240226528093, adding: SIMD8(repeating: 0.693147215404))
    let p23 = rest.multiplied(by: 0.00961768929496, adding: SIMD8(repeating: 0.0555030970633))
    let p45 = rest.multiplied(by: 0.00015595484804, adding: SIMD8(repeating: 0.00134069505558))
    let p = rest.multiplied(by: p01.addingProduct(x2, p23.addingProduct(x2, p45)), adding: 1)
    // A product, where adding to the exponent field would turn a NaN into a number.
    let one: Int32 = 0x3F80_0000
    return p * SIMD8<Float>(bits: (shifted.bits &<< 23) &+ one)
  }

  /// 1.5 × 2²³. Floats around it are one apart, so adding it rounds to the nearest whole number and leaves
  /// that number in the low bits: two instructions where a rounding call would be one per sample.
  static let roundingShift: Float = 0x1.8p23
}
