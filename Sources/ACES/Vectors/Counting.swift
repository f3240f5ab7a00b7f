// What the kernels count. A loop asks each vector with a sum of squares and one branch whether it holds
// anything unusual and counts the signs if not; a vector that does is converted again out of line, where
// every sample is looked at. So the loop itself carries pointers and signs only.

extension Float {
  /// Magnitude from which a number rounds to infinity in half: 65504 and half of the step below it.
  static var halfOverflow: Float { 65520 }

  /// Numbers below this are below zero as a half; from here up they round to −0, this one as a tie to even.
  static var negativeHalf: Float { -0x1p-25 }
}

/// Counts results below zero, eight pixels at a time.
struct SignCounter {
  private var counts = SIMD8<Int32>.zero

  /// Counts the samples of `result` below `limit`: ``Float/negativeHalf`` where they become half, zero where
  /// they stay Float.
  @inline(always)
  mutating func count(_ result: EightPixels, below limit: Float) {
    counts &-= SIMD8<Int32>(result.r .< limit)
    counts &-= SIMD8<Int32>(result.g .< limit)
    counts &-= SIMD8<Int32>(result.b .< limit)
  }

  /// What was counted so far. The eight counters add up in Int, where they cannot overflow; each of them
  /// holds the signs of more than five thousand million pixels.
  var total: Int {
    var total = 0
    for element in counts.indices { total += Int(counts[element]) }
    return total
  }
}

extension EightPixels {
  /// Whether a sample is NaN or infinite, or perhaps so large that its square is.
  @inline(always)
  var mayBeUnusual: Bool { (.!(energy .< .infinity)).isAnySet }

  /// Whether a sample is NaN or overflows half, or perhaps comes near it.
  @inline(always)
  var mayOverflowHalf: Bool {
    (.!(energy .< .halfOverflow * .halfOverflow)).isAnySet
  }

  /// The NaN and infinite samples.
  var unusualSamples: SampleCounts {
    SampleCounts(
      nan: (r .!= r).setCount + (g .!= g).setCount + (b .!= b).setCount,
      inf: (r.magnitude .== .infinity).setCount + (g.magnitude .== .infinity).setCount
        + (b.magnitude .== .infinity).setCount
    )
  }

  /// How many samples are below `limit`.
  func negativeSamples(below limit: Float) -> Int {
    (r .< limit).setCount + (g .< limit).setCount + (b .< limit).setCount
  }

  /// The pixels whose three samples are finite.
  private var isFinite: EightMask {
    (r.magnitude .< .infinity) .& (g.magnitude .< .infinity) .& (b.magnitude .< .infinity)
  }

  /// Sets to ±65504 what overflows half in the pixels whose three source samples are finite.
  ///
  /// - Returns: How many samples were set.
  mutating func clampToHalf(source: EightPixels) -> Int {
    let finite = source.isFinite
    var count = 0
    self = mapped { channel in
      let overflow = finite .& (channel.magnitude .>= .halfOverflow)
      count += overflow.setCount
      return
        channel
        .replaced(by: 65504, where: overflow .& (channel .> 0))
        .replaced(by: -65504, where: overflow .& (channel .< 0))
    }
    return count
  }
}
