/// A CIE 1931 chromaticity, kept as whole hundred-thousandths.
///
/// The standards print chromaticities with at most five decimals, so integers hold them exactly and a
/// matrix derived from them needs one rounding only (see ``Matrix3/init(from:to:)``).
public struct Chromaticity: Sendable, Equatable {
  /// x in units of 10⁻⁵: 73 470 is 0.7347.
  public let xHundredThousandths: Int
  /// y in units of 10⁻⁵.
  public let yHundredThousandths: Int

  /// A chromaticity from whole hundred-thousandths.
  public init(xHundredThousandths: Int, yHundredThousandths: Int) {
    self.xHundredThousandths = xHundredThousandths
    self.yHundredThousandths = yHundredThousandths
  }

  /// CIE 1931 x, the Double nearest to the decimal fraction.
  public var x: Double { Double(xHundredThousandths) / 100_000 }

  /// CIE 1931 y, the Double nearest to the decimal fraction.
  public var y: Double { Double(yHundredThousandths) / 100_000 }

  /// x, y and z = 1 − x − y in hundred-thousandths, exact.
  var tristimulus: SIMD3<Double> {
    SIMD3(
      Double(xHundredThousandths), Double(yHundredThousandths),
      Double(100_000 - xHundredThousandths - yHundredThousandths)
    )
  }
}

/// The primaries and the white of an RGB space.
public struct Primaries: Sendable, Equatable {
  /// The red, green and blue primaries.
  public let red, green, blue: Chromaticity
  /// The chromaticity of R = G = B.
  public let white: Chromaticity

  /// A set of primaries with its white.
  public init(red: Chromaticity, green: Chromaticity, blue: Chromaticity, white: Chromaticity) {
    self.red = red
    self.green = green
    self.blue = blue
    self.white = white
  }

  /// AP0, the primaries of ACES2065-1: SMPTE ST 2065-1:2021, 4.1.
  public static let ap0 = Primaries(
    red: Chromaticity(xHundredThousandths: 73470, yHundredThousandths: 26530),
    green: Chromaticity(xHundredThousandths: 0, yHundredThousandths: 100_000),
    blue: Chromaticity(xHundredThousandths: 10, yHundredThousandths: -7700),
    white: acesWhite
  )

  /// AP1, the primaries of ACEScg (Academy S-2014-004), ACEScc (S-2014-003), ACEScct (S-2016-001) and
  /// ACESproxy (S-2013-001, "Color space chromaticities").
  public static let ap1 = Primaries(
    red: Chromaticity(xHundredThousandths: 71300, yHundredThousandths: 29300),
    green: Chromaticity(xHundredThousandths: 16500, yHundredThousandths: 83000),
    blue: Chromaticity(xHundredThousandths: 12800, yHundredThousandths: 4400),
    white: acesWhite
  )

  /// The white that both share, so that no conversion between them adapts.
  private static let acesWhite = Chromaticity(xHundredThousandths: 32168, yHundredThousandths: 33767)

  /// x and y of red, green, blue and white in the order in which OpenEXR stores `chromaticities`, each
  /// rounded once to Float.
  public var chromaticities: [Float] {
    [red, green, blue, white].flatMap { [Float($0.x), Float($0.y)] }
  }

  /// How far a stored chromaticity may lie from the standard's and still mean it.
  ///
  /// Writers print these numbers with three to five decimals and store them as Float; AP0 and AP1 lie
  /// 0.02 and more apart.
  static let tolerance = 0.001

  /// Whether eight stored numbers mean these primaries.
  ///
  /// - Parameter chromaticities: x and y of red, green, blue and white. Any other count, a NaN or an
  ///   infinity never matches.
  /// - Returns: True if each lies within ``tolerance``.
  func matches(chromaticities stored: [Float]) -> Bool {
    let own = [red, green, blue, white].flatMap { [$0.x, $0.y] }
    guard stored.count == own.count else { return false }
    return zip(own, stored).allSatisfy { abs($0 - Double($1)) <= Self.tolerance }
  }
}
