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

  /// Whole vectors only.
  @inline(never)
  private static func encode<Source: PlaneSample>(
    _ toAP1: PlanSteps, _ quantizer: Quantizer, _ source: RGBPlanes<Source>, _ codes: RGBPlanes<UInt16>,
    _ count: Int
  ) -> SampleCounts {
    var counts = SampleCounts()
    var first = 0
    while first < count {
      // `first` + 8 samples lie inside all planes, because `count` is a multiple of eight.
      let pixels = unsafe source.load(at: first)
      if pixels.mayBeUnusual { counts += unsafe countUnusual(source, first) }
      let linear = toAP1(pixels)
      // `first` + 8 codes lie inside the planes.
      unsafe store(quantizer(linear.r), to: codes.r + first)
      unsafe store(quantizer(linear.g), to: codes.g + first)
      unsafe store(quantizer(linear.b), to: codes.b + first)
      first &+= 8
    }
    return counts
  }

  @inline(always)
  private static func store(_ codes: SIMD8<UInt16>, to start: UnsafeMutablePointer<UInt16>) {
    // The caller vouches for eight codes from here on; a raw store needs no own alignment.
    unsafe UnsafeMutableRawPointer(start).storeBytes(of: codes, as: SIMD8<UInt16>.self)
  }
}

/// FLOAT2CV of S-2013-001 with the logarithm before it, eight samples at once.
private struct Quantizer {
  private let stepsPerStop, codeOfOne, cvMin, cvMax: Int32

  init(_ encoding: ACESproxy) {
    stepsPerStop = Int32(encoding.stepsPerStop)
    // (log₂ 1 − MidLogOffset) · StepsPerStop + MidCVOffset: a whole number for both bit depths.
    codeOfOne = Int32(-ACESproxy.midLogOffset * Double(encoding.stepsPerStop)) + Int32(encoding.midCVOffset)
    cvMin = Int32(encoding.cvMin)
    cvMax = Int32(encoding.cvMax)
  }

  /// Linear AP1 to codes.
  ///
  /// Whole stops are whole codes, so the exponent is added after rounding and costs no digits: only the
  /// fraction times StepsPerStop, at most 100, is rounded, with an error below 4 × 10⁻⁵ code.
  @inline(always)
  func callAsFunction(_ linear: SIMD8<Float>) -> SIMD8<UInt16> {
    // What lies below the threshold 2^−9.72 is held just under it, negatives and NaN included.
    let floor: Float = 0x1p-10
    let positive = linear.replaced(by: floor, where: .!(linear .> floor))
    let (exponent, fraction) = BinaryLogarithm.split(positive)
    let shift = SIMD8<Float>(repeating: BinaryLogarithm.roundingShift)
    let rounded = fraction.multiplied(by: Float(stepsPerStop), adding: shift).bits &- shift.bits
    let code = exponent &* stepsPerStop &+ codeOfOne &+ rounded
    let (low, high) = (SIMD8<Int32>(repeating: cvMin), SIMD8<Int32>(repeating: cvMax))
    return SIMD8<UInt16>(
      narrowing: code.replaced(by: low, where: code .< low).replaced(by: high, where: code .> high))
  }
}
