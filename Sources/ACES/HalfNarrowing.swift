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
    var counts = SampleCounts()
    var signs = SignCounter()
    var first = 0
    while first < count {
      let length = min(8, count &- first)
      // `first` + `length` samples lie inside both planes.
      let samples = unsafe load(source + first, length)
      // A triple whose other two channels are one is a sample by itself.
      var pixels = EightPixels(r: samples, g: .one, b: .one)
      if pixels.mayOverflowHalf {
        counts += pixels.unusualSamples
        counts.clamped += pixels.clampToHalf(source: pixels)
      }
      signs.count(pixels, below: .negativeHalf)
      unsafe store(pixels.r, to: destination + first, length)
      first &+= length
    }
    counts.negative += signs.total
    return counts
  }

  /// `length` samples, one to eight, and padding up to eight.
  private static func load(_ start: UnsafeMutablePointer<Float>, _ length: Int) -> SIMD8<Float> {
    // The caller vouches for `length` samples.
    if length == 8 { return unsafe Float.load(start) }
    var samples = SIMD8<Float>(repeating: Float.padding)
    for index in 0..<length { samples[index] = unsafe start[index] }
    return samples
  }

  /// The first `length` of eight samples, one to eight.
  private static func store(_ floats: SIMD8<Float>, to start: UnsafeMutablePointer<Float16>, _ length: Int) {
    // The caller vouches for `length` samples.
    if length == 8 { return unsafe Float16.store(floats, to: start) }
    let halves = SIMD8<Float16>(rounding: floats)
    for index in 0..<length { unsafe start[index] = halves[index] }
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
      let length = min(8, count &- first)
      // `first` + `length` samples lie inside the plane.
      let samples = unsafe load(plane + first, length)
      let narrowed = SIMD8<Float>(widening: SIMD8<Float16>(rounding: samples))
      if (narrowed .!= samples).isAnySet { loss.add(samples, narrowed) }
      first &+= length
    }
    return loss
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
