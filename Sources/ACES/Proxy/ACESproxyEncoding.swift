extension ACESproxy {
  /// Encodes half planes: to linear AP1, then Equation 1 (10 bits) or 5 (12 bits) of S-2013-001.
  ///
  /// The matrix runs in Double on the samples as they are, before anything else: a negative AP0 component
  /// takes part in it, and what is at or below 2^−9.72 after it, negatives included, gets ``cvMin``. The
  /// Academy's CTL sets negative ACES components to zero first, which the specification does not; codes
  /// differ for such pixels. +Inf gets ``cvMax``. NaN, for which nothing is specified, gets ``cvMin``.
  ///
  /// Codes are those of the formula wherever its value lies 10⁻³ code or more from a rounding boundary, and
  /// never more than one away; for neutral half samples of linear spaces they are all those of the formula.
  /// No linear sample lies on a boundary, because it would have to be an odd power of the 100th or 400th
  /// root of 2; some codes of ACEScc and ACEScct do, and get either neighbour.
  ///
  /// - Parameters:
  ///   - source: Planes of `count` samples.
  ///   - space: What the samples are.
  ///   - codes: Planes of `count` codes apart from `source`.
  ///   - count: Samples a plane; not negative.
  /// - Returns: NaN and infinite source samples. `clamped` and `negative` stay zero, because limiting to
  ///   CVmin…CVmax is the encoding itself.
  public func encode(
    _ source: RGBPlanes<Float16>, from space: ColorSpace, to codes: RGBPlanes<UInt16>, count: Int
  ) -> SampleCounts {
    // What the caller vouches for is what the loop asks for.
    unsafe run(source, from: space, to: codes, count: count)
  }

  /// Encodes Float planes, reduced linear AP1 (`space` ``ColorSpace/acescg``) among them, by the same
  /// rules as half planes.
  ///
  /// - Parameters:
  ///   - source: Planes of `count` samples.
  ///   - space: What the samples are.
  ///   - codes: Planes of `count` codes apart from `source`.
  ///   - count: Samples a plane; not negative.
  /// - Returns: NaN and infinite source samples; `clamped` and `negative` stay zero.
  public func encode(
    _ source: RGBPlanes<Float>, from space: ColorSpace, to codes: RGBPlanes<UInt16>, count: Int
  ) -> SampleCounts {
    // What the caller vouches for is what the loop asks for.
    unsafe run(source, from: space, to: codes, count: count)
  }

  private func run<Source: PlaneSample>(
    _ source: RGBPlanes<Source>, from space: ColorSpace, to codes: RGBPlanes<UInt16>, count: Int
  ) -> SampleCounts {
    let toAP1 = PlanSteps(ConversionPlan(from: space, to: .acescg))
    let quantizer = Quantizer(self)
    var counts = SampleCounts()
    // All planes hold `count` samples.
    unsafe inWholeVectors(from: source, to: codes, count: count, padding: Source.padding) {
      counts += unsafe Self.encode(toAP1, quantizer, $0, $1, $2)
    }
    return counts
  }

  /// Whole vectors only, in blocks whose linear samples stay in the nearest cache: two short loops, each with
  /// its constants in registers, are faster than one that has to fetch them for every vector.
  private static func encode<Source: PlaneSample>(
    _ toAP1: PlanSteps, _ quantizer: Quantizer, _ source: RGBPlanes<Source>, _ codes: RGBPlanes<UInt16>,
    _ count: Int
  ) -> SampleCounts {
    let blockSize = 512
    var counts = SampleCounts()
    unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: 3 * blockSize) { block in
      // The block has room for three planes of `blockSize` samples.
      let start = block.baseAddress!
      let linear = unsafe RGBPlanes(r: start, g: start + blockSize, b: start + 2 * blockSize)
      for first in stride(from: 0, to: count, by: blockSize) {
        let size = min(blockSize, count - first)
        // `first` + `size` samples lie inside all planes, and `size` is a multiple of eight like `count`.
        counts += unsafe linearize(toAP1, source.dropping(first), linear, size)
        unsafe quantizer.encode(linear.r, to: codes.r + first, size)
        unsafe quantizer.encode(linear.g, to: codes.g + first, size)
        unsafe quantizer.encode(linear.b, to: codes.b + first, size)
      }
    }
    return counts
  }

  /// Samples of the source to linear AP1, not rounded to half; NaN and infinities are counted.
  @inline(never)
  private static func linearize<Source: PlaneSample>(
    _ toAP1: PlanSteps, _ source: RGBPlanes<Source>, _ linear: RGBPlanes<Float>, _ count: Int
  ) -> SampleCounts {
    var counts = SampleCounts()
    var first = 0
    while first < count {
      // `first` + 8 samples lie inside all planes, because `count` is a multiple of eight.
      let pixels = unsafe source.load(at: first)
      if pixels.mayBeUnusual { counts += unsafe countUnusual(source, first) }
      unsafe linear.store(toAP1(pixels), at: first)
      first &+= 8
    }
    return counts
  }
}

/// FLOAT2CV of S-2013-001 with the logarithm before it, eight samples at once.
private struct Quantizer {
  private let lowest, highest: Float
  private let stepsPerExponent, codeOfOne: Float
  /// log₂(1 + f) in codes as f · (c0 + c1 f + … + c6 f⁶).
  private let c0, c1, c2, c3, c4, c5, c6: Float

  init(_ encoding: ACESproxy) {
    // The middles of CVmin and CVmax, 2^−9.72 and 2^7.8 at both bit depths: whatever lies beyond gets the code.
    lowest = 0.00118573719179
    highest = 222.860944203808
    let steps = Double(encoding.stepsPerStop)
    stepsPerExponent = Float(steps) * 0x1p-23
    // (log₂ 1 − MidLogOffset) · StepsPerStop + MidCVOffset is a whole number for both bit depths, and so a
    // Float to which the rounding shift can be added.
    codeOfOne =
      Float(-ACESproxy.midLogOffset * steps + Double(encoding.midCVOffset)) + BinaryLogarithm.roundingShift
    // Minimax for the absolute error, which is what counts here: 4.4 × 10⁻⁷ of a stop, 9 × 10⁻⁵ of a 12-bit code.
    c0 = Float(1.4427044472 * steps)
    c1 = Float(-0.721351052701 * steps)
    c2 = Float(0.480181409767 * steps)
    c3 = Float(-0.359869639657 * steps)
    c4 = Float(0.302074426164 * steps)
    c5 = Float(-0.265592113629 * steps)
    c6 = Float(0.144520485724 * steps)
  }

  /// Linear AP1 to codes, whole vectors only.
  @inline(never)
  func encode(_ linear: UnsafeMutablePointer<Float>, to codes: UnsafeMutablePointer<UInt16>, _ count: Int) {
    var first = 0
    while first < count {
      // `first` + 8 samples and codes lie inside both planes, because `count` is a multiple of eight; a raw
      // store needs no own alignment.
      unsafe UnsafeMutableRawPointer(codes + first).storeBytes(
        of: self(Float.load(linear + first)), as: SIMD8<UInt16>.self)
      first &+= 8
    }
  }

  /// Whole stops are whole codes, so the exponent's share is exact and only that of the fraction, at most 100,
  /// is rounded: by the addition itself, which leaves the code in the low bits.
  @inline(always)
  private func callAsFunction(_ linear: SIMD8<Float>) -> SIMD8<UInt16> {
    let (exponent, f) = BinaryLogarithm.parts(linear.limited(lowest, highest))
    let whole = SIMD8<Float>(whole: exponent).multiplied(
      by: stepsPerExponent, adding: SIMD8(repeating: codeOfOne))
    var rest = f.multiplied(by: c6, adding: SIMD8(repeating: c5))
    rest = f.multiplied(by: rest, adding: c4)
    rest = f.multiplied(by: rest, adding: c3)
    rest = f.multiplied(by: rest, adding: c2)
    rest = f.multiplied(by: rest, adding: c1)
    rest = f.multiplied(by: rest, adding: c0)
    return SIMD8<UInt16>(narrowing: whole.addingProduct(f, rest).bits)
  }
}
