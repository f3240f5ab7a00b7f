/// A 3 × 3 matrix in Double that acts on column vectors: out = M · in.
public struct Matrix3: Sendable, Equatable {
  /// The three rows; row 0 makes red.
  public let rows: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>)

  /// A matrix from its rows.
  public init(rows: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>)) {
    self.rows = rows
  }

  /// The element in `row` and `column`, both 0…2.
  public subscript(row: Int, column: Int) -> Double {
    switch row {
    case 0: rows.0[column]
    case 1: rows.1[column]
    case 2: rows.2[column]
    default: preconditionFailure("A 3 × 3 matrix has no row \(row)")
    }
  }

  /// Equal if all nine elements are.
  public static func == (left: Matrix3, right: Matrix3) -> Bool { left.rows == right.rows }

  /// TRA₁ of Academy S-2013-001: linear AP0 to linear AP1.
  public static let ap0ToAP1 = Matrix3(from: .ap0, to: .ap1)

  /// TRA₂ of Academy S-2013-001: linear AP1 to linear AP0.
  public static let ap1ToAP0 = Matrix3(from: .ap1, to: .ap0)
}

extension Matrix3 {
  /// The matrix between two RGB spaces of one white: NPM of `target` inverted, times NPM of `source`.
  ///
  /// SMPTE RP 177:1993, 3.3 gives NPM = P · diag(P⁻¹ · W), where the columns of P are the primaries and W
  /// is the white. With the cofactor rows aᵢ of `target` (P⁻¹ = a / det) and the columns pⱼ of `source`
  /// the product is
  ///
  ///     Mᵢⱼ = (aᵢ · pⱼ) (bⱼ · W) / (det_source (aᵢ · W))
  ///
  /// where bⱼ are the cofactor rows of `source`. In whole hundred-thousandths each of the four factors is
  /// an integer below 2⁵³, hence exact in Double; products and quotient are corrected for their remainders,
  /// so an element is rounded once. Row sums come out as 1 within the rounding of the elements.
  ///
  /// - Precondition: Both have the same white; nothing is adapted here.
  public init(from source: Primaries, to target: Primaries) {
    precondition(source.white == target.white, "Spaces of different white need an adaptation")
    let white = source.white.tristimulus
    let columns = [source.red.tristimulus, source.green.tristimulus, source.blue.tristimulus]
    let sourceCofactors = Self.cofactors(of: source)
    let determinant = Self.exactDot(sourceCofactors[0], columns[0])
    let targetRows = Self.cofactors(of: target).map { cofactor in
      let whiteShare = Self.exactDot(cofactor, white)
      let elements = (0..<3).map { j in
        Self.roundedOnce(
          Self.exactDot(cofactor, columns[j]), Self.exactDot(sourceCofactors[j], white),
          over: determinant, whiteShare
        )
      }
      return SIMD3(elements[0], elements[1], elements[2])
    }
    self.init(rows: (targetRows[0], targetRows[1], targetRows[2]))
  }

  /// The rows of det(P) · P⁻¹: cross products of the primaries.
  private static func cofactors(of primaries: Primaries) -> [SIMD3<Double>] {
    let red = primaries.red.tristimulus
    let green = primaries.green.tristimulus
    let blue = primaries.blue.tristimulus
    return [cross(green, blue), cross(blue, red), cross(red, green)]
  }

  private static func cross(_ u: SIMD3<Double>, _ v: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
  }

  private static func exactDot(_ u: SIMD3<Double>, _ v: SIMD3<Double>) -> Double { (u * v).sum() }

  /// (a · b) / (c · d), rounded once but for ties: the remainders of both products and of the quotient are
  /// exact by FMA and correct the quotient in one last addition.
  private static func roundedOnce(_ a: Double, _ b: Double, over c: Double, _ d: Double) -> Double {
    let numerator = a * b
    let numeratorRest = (-numerator).addingProduct(a, b)
    let denominator = c * d
    let denominatorRest = (-denominator).addingProduct(c, d)
    let quotient = numerator / denominator
    let rest = numerator.addingProduct(-quotient, denominator)
    return quotient + (rest + numeratorRest - quotient * denominatorRest) / denominator
  }
}
