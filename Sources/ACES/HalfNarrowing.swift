/// Float planes to half planes by themselves, without colour: one plane, each sample for itself.
public enum HalfNarrowing {
  /// Rounds a plane to half, nearest even.
  ///
  /// Finite samples that half cannot hold, 65520 and more, become ±65504. NaN and infinities stay.
  ///
  /// - Parameters:
  ///   - source: `count` samples.
  ///   - destination: `count` samples apart from `source`, or at the very start of its memory: the kernel
  ///     runs forward and narrows what it has read.
  ///   - count: Samples; not negative.
  /// - Returns: What was met, by the rules of the colour kernels with a sample in place of a triple.
  public static func narrow(
    _ source: UnsafeMutablePointer<Float>, to destination: UnsafeMutablePointer<Float16>, count: Int
  ) -> SampleCounts {
    precondition(count >= 0, "A plane cannot hold \(count) samples")
    let rest = count & 7
    let whole = count &- rest
    // The first `whole` samples lie inside both planes.
    var counts = unsafe narrowVectors(source, destination, whole)
    if rest == 0 { return counts }
    unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: 8) { padded in
      unsafe withUnsafeTemporaryAllocation(of: Float16.self, capacity: 8) { results in
        // Both buffers hold a vector, of which the first `rest` elements are those of the planes.
        unsafe padded.initialize(repeating: Float.padding)
        unsafe padded.baseAddress!.update(from: source + whole, count: rest)
        counts += unsafe narrowVectors(padded.baseAddress!, results.baseAddress!, 8)
        unsafe (destination + whole).update(from: results.baseAddress!, count: rest)
      }
    }
    return counts
  }

  /// Whole vectors only.
  @inline(never)
  private static func narrowVectors(
    _ source: UnsafeMutablePointer<Float>, _ destination: UnsafeMutablePointer<Float16>, _ count: Int
  ) -> SampleCounts {
    var counts = SampleCounts()
    var first = 0
    while true {
      var signs = SignCounter()
      while first < count {
        // `first` + 8 samples lie inside both planes.
        let sample = unsafe EightPixels(single: Float.load(source + first))
        if sample.mayOverflowHalf { break }
        signs.count(sample, below: .negativeHalf)
        unsafe Float16.store(sample.r, to: destination + first)
        first &+= 8
      }
      counts.negative += signs.total
      if first == count { return counts }
      // The vector that the loop stopped at and has not stored.
      counts += unsafe narrowUnusual(source + first, destination + first)
      first &+= 8
    }
  }

  /// The same for one vector that holds something unusual.
  @inline(never)
  private static func narrowUnusual(
    _ source: UnsafeMutablePointer<Float>, _ destination: UnsafeMutablePointer<Float16>
  ) -> SampleCounts {
    // The caller vouches for eight samples.
    let sample = unsafe EightPixels(single: Float.load(source))
    var result = sample
    var counts = sample.unusualSamples
    counts.clamped = result.clampToHalf(source: sample)
    counts.negative = result.negativeSamples(below: .negativeHalf)
    // The caller vouches for eight samples.
    unsafe Float16.store(result.r, to: destination)
    return counts
  }

  /// Counts what half would lose of a plane, which stays as it is.
  ///
  /// - Parameters:
  ///   - plane: `count` samples.
  ///   - count: Samples; not negative.
  /// - Returns: Samples that would be rounded and samples that would overflow.
  public static func loss(of plane: UnsafeMutablePointer<Float>, count: Int) -> NarrowingLoss {
    precondition(count >= 0, "A plane cannot hold \(count) samples")
    var loss = NarrowingLoss()
    var first = 0
    while first < count {
      var samples = SIMD8<Float>(repeating: Float.padding)
      if first &+ 8 <= count {
        // `first` + 8 samples lie inside the plane.
        samples = unsafe Float.load(plane + first)
      } else {
        // The rest of the plane, and padding that loses nothing.
        for element in 0..<(count &- first) { samples[element] = unsafe plane[first &+ element] }
      }
      let narrowed = SIMD8<Float>(widening: SIMD8<Float16>(rounding: samples))
      if (narrowed .!= samples).isAnySet { loss.add(samples, narrowed) }
      first &+= 8
    }
    return loss
  }
}

extension EightPixels {
  /// Samples of one plane: triples whose other two channels are one, so that each stands for itself.
  @inline(always)
  fileprivate init(single samples: SIMD8<Float>) {
    self.init(r: samples, g: .one, b: .one)
  }
}

/// What half loses of a Float plane.
public struct NarrowingLoss: Sendable, Equatable {
  /// Finite samples that are not a half and would be rounded.
  public var inexact: Int
  /// Finite samples of 65520 and more, which half cannot hold. They are not among the inexact.
  public var overflowing: Int

  /// Losses, zero where nothing is said.
  public init(inexact: Int = 0, overflowing: Int = 0) {
    self.inexact = inexact
    self.overflowing = overflowing
  }

  /// Whether half holds every sample as it is. NaN and infinities exist in half and are no loss.
  public var isLossless: Bool { inexact == 0 && overflowing == 0 }

  /// Adds the losses of another run of samples.
  public static func += (total: inout NarrowingLoss, part: NarrowingLoss) {
    total.inexact += part.inexact
    total.overflowing += part.overflowing
  }

  fileprivate mutating func add(_ samples: SIMD8<Float>, _ narrowed: SIMD8<Float>) {
    let finite = samples.magnitude .< .infinity
    let overflow = finite .& (samples.magnitude .>= .halfOverflow)
    overflowing += overflow.setCount
    inexact += (finite .& .!overflow .& (narrowed .!= samples)).setCount
  }
}
