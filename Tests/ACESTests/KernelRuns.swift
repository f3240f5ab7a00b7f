@testable import ACES

/// What a kernel made of some pixels.
struct KernelRun<Target: BitwiseCopyable & Equatable & Sendable> {
  var result: [Pixel<Target>]
  var counts: SampleCounts
  /// Whether memory beside the planes stayed as it was.
  var keptInside: Bool
}

extension ConversionPlan {
  /// Half to half, in other memory or in place, at some distance from alignment.
  func run(
    _ pixels: [Pixel<Float16>], inPlace: Bool = false, offset: Int = 1
  ) -> KernelRun<Float16> {
    let source = PlaneBuffer(pixels, watch: 7, offset: offset)
    let target =
      inPlace ? source : PlaneBuffer([Pixel](repeating: Pixel(0), count: pixels.count), watch: 9, offset: 3)
    // Both hold `count` samples.
    let counts = unsafe convert(source.planes, to: target.planes, count: pixels.count)
    return KernelRun(
      result: target.pixels, counts: counts, keptInside: source.marginsAreIntact && target.marginsAreIntact)
  }

  /// Float to half in other memory.
  func runToHalf(_ pixels: [Pixel<Float>]) -> KernelRun<Float16> {
    let source = PlaneBuffer(pixels, watch: 7)
    let target = PlaneBuffer([Pixel<Float16>](repeating: Pixel(0), count: pixels.count), watch: 9, offset: 3)
    // Both hold `count` samples.
    let counts = unsafe convert(source.planes, to: target.planes, count: pixels.count)
    return KernelRun(
      result: target.pixels, counts: counts, keptInside: source.marginsAreIntact && target.marginsAreIntact)
  }

  /// Float to half at the start of each source plane's own memory.
  func runToHalfInPlace(_ pixels: [Pixel<Float>]) -> KernelRun<Float16> {
    let source = PlaneBuffer(pixels, watch: 7, offset: 2)
    // The buffer outlives the use of its planes.
    let float = unsafe source.planes
    // The halves take the first half of the memory of the Floats.
    let half = unsafe RGBPlanes<Float16>(
      r: UnsafeMutableRawPointer(float.r).assumingMemoryBound(to: Float16.self),
      g: UnsafeMutableRawPointer(float.g).assumingMemoryBound(to: Float16.self),
      b: UnsafeMutableRawPointer(float.b).assumingMemoryBound(to: Float16.self)
    )
    let counts = unsafe convert(float, to: half, count: pixels.count)
    let result = (0..<pixels.count).map { unsafe Pixel(half.r[$0], half.g[$0], half.b[$0]) }
    return KernelRun(result: result, counts: counts, keptInside: source.marginsAreIntact)
  }

  /// Float to Float, in other memory or in place.
  func runToFloat(_ pixels: [Pixel<Float>], inPlace: Bool = false) -> KernelRun<Float> {
    let source = PlaneBuffer(pixels, watch: 7)
    let target =
      inPlace ? source : PlaneBuffer([Pixel](repeating: Pixel(0), count: pixels.count), watch: 9, offset: 3)
    // Both hold `count` samples.
    let counts = unsafe convert(source.planes, to: target.planes, count: pixels.count)
    return KernelRun(
      result: target.pixels, counts: counts, keptInside: source.marginsAreIntact && target.marginsAreIntact)
  }

  /// Half to Float.
  func runToFloat(_ pixels: [Pixel<Float16>]) -> KernelRun<Float> {
    let source = PlaneBuffer(pixels, watch: 7)
    let target = PlaneBuffer([Pixel<Float>](repeating: Pixel(0), count: pixels.count), watch: 9, offset: 3)
    // Both hold `count` samples.
    let counts = unsafe convert(source.planes, to: target.planes, count: pixels.count)
    return KernelRun(
      result: target.pixels, counts: counts, keptInside: source.marginsAreIntact && target.marginsAreIntact)
  }
}

extension ACESproxy {
  /// Half to codes.
  func run(_ pixels: [Pixel<Float16>], from space: ColorSpace, offset: Int = 1) -> KernelRun<UInt16> {
    let source = PlaneBuffer(pixels, watch: 7, offset: offset)
    let target = PlaneBuffer([Pixel<UInt16>](repeating: Pixel(0), count: pixels.count), watch: 9, offset: 3)
    // Both hold `count` samples.
    let counts = unsafe encode(source.planes, from: space, to: target.planes, count: pixels.count)
    return KernelRun(
      result: target.pixels, counts: counts, keptInside: source.marginsAreIntact && target.marginsAreIntact)
  }

  /// Float to codes.
  func run(_ pixels: [Pixel<Float>], from space: ColorSpace) -> KernelRun<UInt16> {
    let source = PlaneBuffer(pixels, watch: 7)
    let target = PlaneBuffer([Pixel<UInt16>](repeating: Pixel(0), count: pixels.count), watch: 9, offset: 3)
    // Both hold `count` samples.
    let counts = unsafe encode(source.planes, from: space, to: target.planes, count: pixels.count)
    return KernelRun(
      result: target.pixels, counts: counts, keptInside: source.marginsAreIntact && target.marginsAreIntact)
  }

  /// Codes to half, and how many of them were not legal.
  func run(_ codes: [Pixel<UInt16>], to space: ColorSpace) -> (run: KernelRun<Float16>, illegal: Int) {
    let source = PlaneBuffer(codes, watch: 7)
    let target = PlaneBuffer([Pixel<Float16>](repeating: Pixel(0), count: codes.count), watch: 9, offset: 3)
    // Both hold `count` samples.
    let illegal = unsafe decode(source.planes, to: target.planes, in: space, count: codes.count)
    let run = KernelRun(
      result: target.pixels, counts: SampleCounts(),
      keptInside: source.marginsAreIntact && target.marginsAreIntact)
    return (run, illegal)
  }
}

extension Pixel where Sample == Float16 {
  init(_ v: SIMD3<Float16>) { self.init(v.x, v.y, v.z) }

  var doubles: SIMD3<Double> { SIMD3(Double(r), Double(g), Double(b)) }
  var bits: Pixel<UInt16> { map(\.bitPattern) }
  var isFinite: Bool { r.isFinite && g.isFinite && b.isFinite }
}

extension Pixel where Sample == Float {
  var doubles: SIMD3<Double> { SIMD3(Double(r), Double(g), Double(b)) }
}

extension ConversionPlan {
  /// All pairs of different spaces.
  static var allPairs: [ConversionPlan] {
    ColorSpace.allCases.flatMap { source in
      ColorSpace.allCases.filter { $0 != source }.map { ConversionPlan(from: source, to: $0) }
    }
  }

  /// All pairs of linear spaces.
  static var linearPairs: [ConversionPlan] {
    [ConversionPlan(from: .aces2065_1, to: .acescg), ConversionPlan(from: .acescg, to: .aces2065_1)]
  }
}
