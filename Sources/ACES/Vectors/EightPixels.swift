/// Eight pixels on their way through a kernel, one vector a channel.
struct EightPixels {
  /// The samples of the channels.
  var r, g, b: SIMD8<Float>

  /// r² + g² + b²: NaN or infinite if a sample is, so that one comparison asks all three channels at once.
  @inline(always)
  var energy: SIMD8<Float> { (r * r).addingProduct(g, g).addingProduct(b, b) }

  /// Each channel by itself through `body`.
  @inline(always)
  func mapped(_ body: (SIMD8<Float>) -> SIMD8<Float>) -> EightPixels {
    EightPixels(r: body(r), g: body(g), b: body(b))
  }
}

/// A matrix that works in Float, for linear half samples.
///
/// Float is off by some 2⁻²³ of the largest channel, where halves lie 2⁻¹⁰ of it apart.
struct FloatMatrix {
  private let m00, m01, m02, m10, m11, m12, m20, m21, m22: Float

  /// The elements of `matrix`, each rounded once.
  init(_ matrix: Matrix3) {
    (m00, m01, m02) = (Float(matrix[0, 0]), Float(matrix[0, 1]), Float(matrix[0, 2]))
    (m10, m11, m12) = (Float(matrix[1, 0]), Float(matrix[1, 1]), Float(matrix[1, 2]))
    (m20, m21, m22) = (Float(matrix[2, 0]), Float(matrix[2, 1]), Float(matrix[2, 2]))
  }

  /// The matrix times each pixel. IEEE arithmetic, so that NaN and infinities spread as they should.
  @inline(always)
  func callAsFunction(_ p: EightPixels) -> EightPixels {
    EightPixels(
      r: (p.r * m00).addingProduct(p.g, SIMD8(repeating: m01)).addingProduct(p.b, SIMD8(repeating: m02)),
      g: (p.r * m10).addingProduct(p.g, SIMD8(repeating: m11)).addingProduct(p.b, SIMD8(repeating: m12)),
      b: (p.r * m20).addingProduct(p.g, SIMD8(repeating: m21)).addingProduct(p.b, SIMD8(repeating: m22))
    )
  }
}

/// A matrix that works in Double and rounds each result once to Float.
///
/// Before a logarithm this is not a luxury: in saturated colours the terms cancel, and what Float has lost
/// by then is a visible part of a small result.
struct DoubleMatrix {
  private let m00, m01, m02, m10, m11, m12, m20, m21, m22: Double

  /// The elements of `matrix`.
  init(_ matrix: Matrix3) {
    (m00, m01, m02) = (matrix[0, 0], matrix[0, 1], matrix[0, 2])
    (m10, m11, m12) = (matrix[1, 0], matrix[1, 1], matrix[1, 2])
    (m20, m21, m22) = (matrix[2, 0], matrix[2, 1], matrix[2, 2])
  }

  /// The matrix times each pixel. IEEE arithmetic, so that NaN and infinities spread as they should.
  @inline(always)
  func callAsFunction(_ p: EightPixels) -> EightPixels {
    let r = SIMD8<Double>(widening: p.r)
    let g = SIMD8<Double>(widening: p.g)
    let b = SIMD8<Double>(widening: p.b)
    return EightPixels(
      r: SIMD8<Float>(
        rounding: (r * m00).addingProduct(g, SIMD8(repeating: m01)).addingProduct(b, SIMD8(repeating: m02))),
      g: SIMD8<Float>(
        rounding: (r * m10).addingProduct(g, SIMD8(repeating: m11)).addingProduct(b, SIMD8(repeating: m12))),
      b: SIMD8<Float>(
        rounding: (r * m20).addingProduct(g, SIMD8(repeating: m21)).addingProduct(b, SIMD8(repeating: m22)))
    )
  }
}
