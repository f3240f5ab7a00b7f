/// A sample type that colour planes are made of, and how eight of it become Floats and back.
protocol PlaneSample: BitwiseCopyable {
  /// Eight samples from `start` on, widened without loss.
  static func load(_ start: UnsafeMutablePointer<Self>) -> SIMD8<Float>

  /// Eight samples to `start` on, each rounded to nearest even.
  static func store(_ floats: SIMD8<Float>, to start: UnsafeMutablePointer<Self>)

  /// What vectors hold past the end of a plane: one. It is finite, positive and in range after every step of
  /// every plan, so that padding is never counted.
  static var padding: Self { get }
}

extension Float16: PlaneSample {
  static var padding: Float16 { 1 }

  @inline(always)
  static func load(_ start: UnsafeMutablePointer<Float16>) -> SIMD8<Float> {
    // The caller's plane holds eight samples from here on; a vector of them needs no own alignment.
    unsafe SIMD8<Float>(widening: UnsafeRawPointer(start).loadUnaligned(as: SIMD8<Float16>.self))
  }

  @inline(always)
  static func store(_ floats: SIMD8<Float>, to start: UnsafeMutablePointer<Float16>) {
    // The caller's plane holds eight samples from here on; a raw store needs no own alignment.
    unsafe UnsafeMutableRawPointer(start).storeBytes(
      of: SIMD8<Float16>(rounding: floats), as: SIMD8<Float16>.self)
  }
}

extension Float: PlaneSample {
  static var padding: Float { 1 }

  @inline(always)
  static func load(_ start: UnsafeMutablePointer<Float>) -> SIMD8<Float> {
    // The caller's plane holds eight samples from here on; a vector of them needs no own alignment.
    unsafe UnsafeRawPointer(start).loadUnaligned(as: SIMD8<Float>.self)
  }

  @inline(always)
  static func store(_ floats: SIMD8<Float>, to start: UnsafeMutablePointer<Float>) {
    // The caller's plane holds eight samples from here on; a raw store needs no own alignment.
    unsafe UnsafeMutableRawPointer(start).storeBytes(of: floats, as: SIMD8<Float>.self)
  }
}

extension RGBPlanes where Sample: PlaneSample {
  /// Eight pixels from `first` on.
  @inline(always)
  func load(at first: Int) -> EightPixels {
    // `first` + 8 samples lie inside the planes: so the loops that call this end.
    unsafe EightPixels(r: Sample.load(r + first), g: Sample.load(g + first), b: Sample.load(b + first))
  }

  /// Eight pixels to `first` on.
  @inline(always)
  func store(_ pixels: EightPixels, at first: Int) {
    // `first` + 8 samples lie inside the planes: so the loops that call this end.
    unsafe Sample.store(pixels.r, to: r + first)
    unsafe Sample.store(pixels.g, to: g + first)
    unsafe Sample.store(pixels.b, to: b + first)
  }
}
