extension ConversionPlan {
  /// Converts half planes to half planes, in place if both are the same planes.
  ///
  /// Against the conversion in Double, rounded once, at least 99.9 % of the samples are identical and none
  /// is further off than one ulp of half, taken of the larger of the largest input channel and the result,
  /// or of the largest output channel where the target is logarithmic. A neutral that is not negative keeps
  /// its bits between linear spaces.
  ///
  /// A result that half cannot hold, that is 65520 and more before rounding, becomes ±65504 if the three
  /// source samples are finite. If one is NaN or infinite the IEEE result of the steps stands. An empty plan
  /// copies bits.
  ///
  /// - Parameters:
  ///   - source: Planes of `count` samples.
  ///   - destination: Planes of `count` samples: those of `source`, or memory apart from them.
  ///   - count: Samples a plane; not negative.
  /// - Returns: What was met, independent of how a frame is cut into calls.
  public func convert(
    _ source: RGBPlanes<Float16>, to destination: RGBPlanes<Float16>, count: Int
  ) -> SampleCounts {
    // What the caller vouches for is what the loops below ask for.
    if isEmpty { return unsafe Self.copy(source, to: destination, count: count) }
    if let matrix, isLinear {
      let matrix = FloatMatrix(matrix)
      var counts = SampleCounts()
      // All planes hold `count` samples.
      unsafe inWholeVectors(from: source, to: destination, count: count, padding: Float16.padding) {
        counts += unsafe Self.multiply(matrix, $0, $1, $2)
      }
      return counts
    }
    return unsafe runToHalf(source, to: destination, count: count)
  }

  /// Converts Float planes to half planes.
  ///
  /// Accuracy, clamping and counting are those of the half kernel; matrices run in Double, because Float
  /// samples have digits and a range that a product in Float would lose. An empty plan narrows.
  ///
  /// - Parameters:
  ///   - source: Planes of `count` samples.
  ///   - destination: Planes of `count` samples apart from `source`, or each at the very start of the
  ///     memory of its source plane: the kernel runs forward and narrows what it has read.
  ///   - count: Samples a plane; not negative.
  /// - Returns: What was met.
  public func convert(
    _ source: RGBPlanes<Float>, to destination: RGBPlanes<Float16>, count: Int
  ) -> SampleCounts {
    // What the caller vouches for is what the loop asks for.
    unsafe runToHalf(source, to: destination, count: count)
  }

  /// Converts Float planes to Float planes, in place if both are the same planes.
  ///
  /// Matrices between linear spaces give the Double result rounded once, so neutrals keep their bits. Decoded
  /// values are within 3 × 10⁻⁷ of the largest channel, codes within 2 × 10⁻⁷ of the larger of
  /// one and the largest channel. Nothing is clamped: a Float plane keeps what half
  /// could not hold, and `clamped` stays zero. An empty plan copies bits.
  ///
  /// - Parameters:
  ///   - source: Planes of `count` samples.
  ///   - destination: Planes of `count` samples: those of `source`, or memory apart from them.
  ///   - count: Samples a plane; not negative.
  /// - Returns: What was met.
  public func convert(
    _ source: RGBPlanes<Float>, to destination: RGBPlanes<Float>, count: Int
  ) -> SampleCounts {
    // What the caller vouches for is what the loops ask for.
    if isEmpty { return unsafe Self.copy(source, to: destination, count: count) }
    return unsafe runToFloat(source, to: destination, count: count)
  }

  /// Converts half planes to Float planes, as a filter wants them: to linear AP1 with a plan to ACEScg.
  ///
  /// Accuracy and counting are those of the Float kernel; nothing is clamped.
  ///
  /// - Parameters:
  ///   - source: Planes of `count` samples.
  ///   - destination: Planes of `count` samples apart from `source`.
  ///   - count: Samples a plane; not negative.
  /// - Returns: What was met.
  public func convert(
    _ source: RGBPlanes<Float16>, to destination: RGBPlanes<Float>, count: Int
  ) -> SampleCounts {
    // What the caller vouches for is what the loop asks for.
    unsafe runToFloat(source, to: destination, count: count)
  }
}

// The loops stand here, beside the entry points that name their sample types, because a build without
// whole-module optimisation specialises a generic function inside one file only.
extension ConversionPlan {
  private func runToHalf<Source: PlaneSample>(
    _ source: RGBPlanes<Source>, to destination: RGBPlanes<Float16>, count: Int
  ) -> SampleCounts {
    let steps = PlanSteps(self)
    var counts = SampleCounts()
    // All planes hold `count` samples.
    unsafe inWholeVectors(from: source, to: destination, count: count, padding: Source.padding) {
      counts += unsafe Self.convertToHalf(steps, $0, $1, $2)
    }
    return counts
  }

  private func runToFloat<Source: PlaneSample>(
    _ source: RGBPlanes<Source>, to destination: RGBPlanes<Float>, count: Int
  ) -> SampleCounts {
    let steps = PlanSteps(self)
    var counts = SampleCounts()
    // All planes hold `count` samples.
    unsafe inWholeVectors(from: source, to: destination, count: count, padding: Source.padding) {
      counts += unsafe Self.convertToFloat(steps, $0, $1, $2)
    }
    return counts
  }

  /// Any steps to half.
  @inline(never)
  private static func convertToHalf<Source: PlaneSample>(
    _ steps: PlanSteps, _ source: RGBPlanes<Source>, _ destination: RGBPlanes<Float16>, _ count: Int
  ) -> SampleCounts {
    var counts = SampleCounts()
    var first = 0
    while true {
      var signs = SignCounter()
      while first < count {
        // `first` + 8 samples lie inside all planes, because `count` is a multiple of eight.
        let pixels = unsafe source.load(at: first)
        let result = steps(pixels)
        if pixels.mayBeUnusual || result.mayOverflowHalf { break }
        signs.count(result, below: Float.negativeHalf)
        unsafe destination.store(result, at: first)
        first &+= 8
      }
      counts.negative += signs.total
      if first == count { return counts }
      // The vector that the loop stopped at and has not stored.
      counts += unsafe convertUnusual(steps, source, destination, first)
      first &+= 8
    }
  }

  /// The same for one vector that holds something unusual.
  @inline(never)
  private static func convertUnusual<Source: PlaneSample>(
    _ steps: PlanSteps, _ source: RGBPlanes<Source>, _ destination: RGBPlanes<Float16>, _ first: Int
  ) -> SampleCounts {
    // `first` + 8 samples lie inside all planes.
    let pixels = unsafe source.load(at: first)
    return unsafe storeUnusual(steps(pixels), of: pixels, destination, first)
  }

  /// A matrix between linear half planes.
  @inline(never)
  private static func multiply(
    _ matrix: FloatMatrix, _ source: RGBPlanes<Float16>, _ destination: RGBPlanes<Float16>, _ count: Int
  ) -> SampleCounts {
    var counts = SampleCounts()
    var first = 0
    while true {
      var signs = SignCounter()
      while first < count {
        // `first` + 8 samples lie inside all planes, because `count` is a multiple of eight.
        let result = matrix(unsafe source.load(at: first))
        // No element of the matrix is zero: a NaN or an infinity in the source shows in all three results.
        if result.mayOverflowHalf { break }
        signs.count(result, below: Float.negativeHalf)
        unsafe destination.store(result, at: first)
        first &+= 8
      }
      counts.negative += signs.total
      if first == count { return counts }
      // The vector that the loop stopped at and has not stored.
      counts += unsafe multiplyUnusual(matrix, source, destination, first)
      first &+= 8
    }
  }

  /// The same for one vector that holds something unusual.
  @inline(never)
  private static func multiplyUnusual(
    _ matrix: FloatMatrix, _ source: RGBPlanes<Float16>, _ destination: RGBPlanes<Float16>, _ first: Int
  ) -> SampleCounts {
    // `first` + 8 samples lie inside all planes.
    let pixels = unsafe source.load(at: first)
    return unsafe storeUnusual(matrix(pixels), of: pixels, destination, first)
  }

  /// Clamps, counts and stores eight pixels that become half.
  private static func storeUnusual(
    _ result: EightPixels, of source: EightPixels, _ destination: RGBPlanes<Float16>, _ first: Int
  ) -> SampleCounts {
    var result = result
    var counts = source.unusualSamples
    counts.clamped = result.clampToHalf(source: source)
    counts.negative = result.negativeSamples(below: Float.negativeHalf)
    // `first` + 8 samples lie inside the planes.
    unsafe destination.store(result, at: first)
    return counts
  }

  /// Any steps to Float.
  @inline(never)
  private static func convertToFloat<Source: PlaneSample>(
    _ steps: PlanSteps, _ source: RGBPlanes<Source>, _ destination: RGBPlanes<Float>, _ count: Int
  ) -> SampleCounts {
    var counts = SampleCounts()
    var signs = SignCounter()
    var first = 0
    while first < count {
      // `first` + 8 samples lie inside all planes, because `count` is a multiple of eight.
      let pixels = unsafe source.load(at: first)
      if pixels.mayBeUnusual { counts += unsafe countUnusual(source, first) }
      let result = steps(pixels)
      signs.count(result, below: 0)
      unsafe destination.store(result, at: first)
      first &+= 8
    }
    counts.negative += signs.total
    return counts
  }

  /// Copies samples as they are, NaN payloads included, and counts.
  private static func copy<Sample: PlaneSample>(
    _ source: RGBPlanes<Sample>, to destination: RGBPlanes<Sample>, count: Int
  ) -> SampleCounts {
    precondition(count >= 0, "A plane cannot hold \(count) samples")
    var counts = SampleCounts()
    // Both hold `count` samples. The end is copied like the rest, because its vector is written back.
    unsafe inWholeVectors(from: source, to: destination, count: count, padding: Sample.padding) {
      source, destination, count in
      counts += unsafe Self.count(source, count)
      unsafe destination.copy(count, of: source)
    }
    return counts
  }

  @inline(never)
  private static func count<Sample: PlaneSample>(_ source: RGBPlanes<Sample>, _ count: Int) -> SampleCounts {
    var counts = SampleCounts()
    var signs = SignCounter()
    var first = 0
    while first < count {
      // `first` + 8 samples lie inside all planes, because `count` is a multiple of eight.
      let pixels = unsafe source.load(at: first)
      if pixels.mayBeUnusual { counts += unsafe countUnusual(source, first) }
      // Half samples are below zero as Float exactly where they are below zero.
      signs.count(pixels, below: 0)
      first &+= 8
    }
    counts.negative += signs.total
    return counts
  }
}

/// The NaN and infinite samples of the eight pixels from `first` on. Out of line, because it is rarely needed.
@inline(never)
func countUnusual<Sample: PlaneSample>(_ source: RGBPlanes<Sample>, _ first: Int) -> SampleCounts {
  // `first` + 8 samples lie inside the planes.
  unsafe source.load(at: first).unusualSamples
}
