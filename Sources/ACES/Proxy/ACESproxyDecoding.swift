#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension ACESproxy {
  /// Decodes codes by Equation 3 (10 bits) or 7 (12 bits) of S-2013-001 to linear AP1 and from there to
  /// half planes of `space`: TRA₂ for ACES2065-1, nothing for ACEScg, the curve for ACEScc and ACEScct.
  ///
  /// Linear values come from a table of the equation, one entry a code, and the matrix runs in Double. A
  /// code below ``cvMin`` or above ``cvMax`` represents no image data; it decodes as the nearest one that
  /// does, because Appendix D limits linear values "to the range of values that can be encoded in
  /// ACESproxy", and is counted. Encoding what was decoded to a linear space gives back each legal neutral
  /// code.
  ///
  /// - Parameters:
  ///   - codes: Planes of `count` codes.
  ///   - destination: Planes of `count` samples, apart from `codes`.
  ///   - space: What the samples shall be.
  ///   - count: Samples a plane; not negative.
  /// - Returns: How many codes lie outside ``cvMin``…``cvMax``.
  public func decode(
    _ codes: RGBPlanes<UInt16>, to destination: RGBPlanes<Float16>, in space: ColorSpace, count: Int
  ) -> Int {
    let fromAP1 = PlanSteps(ConversionPlan(from: .acescg, to: space))
    var illegal = 0
    // All planes hold `count` samples.
    unsafe inWholeVectors(from: codes, to: destination, count: count, padding: UInt16(cvMin)) {
      illegal += unsafe decode(fromAP1, $0, $1, $2)
    }
    return illegal
  }

  /// Whole vectors only.
  @inline(never)
  private func decode(
    _ fromAP1: PlanSteps, _ codes: RGBPlanes<UInt16>, _ destination: RGBPlanes<Float16>, _ count: Int
  ) -> Int {
    let table = linearTable
    let (low, high) = (UInt16(cvMin), UInt16(cvMax))
    var illegal = 0
    var first = 0
    while first < count {
      var pixels = EightPixels(r: .zero, g: .zero, b: .zero)
      for element in 0..<8 {
        // `first` + 8 codes lie inside the planes.
        let (r, g, b) = unsafe (
          codes.r[first &+ element], codes.g[first &+ element], codes.b[first &+ element]
        )
        let (legalR, legalG, legalB) = (
          min(max(r, low), high), min(max(g, low), high), min(max(b, low), high)
        )
        illegal &+= (r == legalR ? 0 : 1) &+ (g == legalG ? 0 : 1) &+ (b == legalB ? 0 : 1)
        pixels.r[element] = table[Int(legalR &- low)]
        pixels.g[element] = table[Int(legalG &- low)]
        pixels.b[element] = table[Int(legalB &- low)]
      }
      // So do eight samples of the destination.
      unsafe destination.store(fromAP1(pixels), at: first)
      first &+= 8
    }
    return illegal
  }

  /// Linear AP1 of the codes ``cvMin``…``cvMax``, each rounded once to Float.
  var linearTable: [Float] {
    self == .acesproxy10 ? Self.linearTable10 : Self.linearTable12
  }

  private static let linearTable10 = makeLinearTable(.acesproxy10)
  private static let linearTable12 = makeLinearTable(.acesproxy12)

  /// Equations 3 and 7 in Double. The only use of the C library's mathematics in this module: tables have no
  /// need of speed, and `exp2` is right to the last digits of Double.
  private static func makeLinearTable(_ encoding: ACESproxy) -> [Float] {
    (encoding.cvMin...encoding.cvMax).map { code in
      Float(exp2(Double(code - encoding.midCVOffset) / Double(encoding.stepsPerStop) + midLogOffset))
    }
  }
}
