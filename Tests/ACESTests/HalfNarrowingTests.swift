import Testing

@testable import ACES

@Suite("Narrowing Float planes")
struct HalfNarrowingTests {
  static let samples: [Float] =
    [
      0, -0.0, 1, -1, 0.1, -0.1, 65504, 65519.99, 65520, -65520, 1e30, -3e38, .infinity, -.infinity, .nan,
      0x1p-24, 0x1p-25, -0x1p-25, -0x1.8p-25, 0x1p-14, 1.0005, 2048.5, 0x1p-133,
    ] + (0..<20).map { Float($0) * 0.37 - 3 }

  static func narrow(_ samples: [Float], inPlace: Bool) -> (result: [Float16], counts: SampleCounts) {
    let source = PlaneBuffer(samples.map { Pixel($0) }, watch: 7)
    let target = PlaneBuffer([Pixel<Float16>](repeating: Pixel(7), count: samples.count), watch: 9, offset: 3)
    // One of the three planes; the buffers outlive their use.
    let float = unsafe source.planes.r
    // The halves take the first half of the memory of the Floats, or other memory.
    let half =
      unsafe inPlace ? UnsafeMutableRawPointer(float).assumingMemoryBound(to: Float16.self) : target.planes.r
    let counts = unsafe HalfNarrowing.narrow(float, to: half, count: samples.count)
    let result = samples.indices.map { unsafe half[$0] }
    #expect(source.marginsAreIntact && target.marginsAreIntact)
    return (result, counts)
  }

  static func loss(_ samples: [Float]) -> NarrowingLoss {
    let source = PlaneBuffer(samples.map { Pixel($0) }, watch: 7)
    // The plane holds that many samples.
    let loss = unsafe HalfNarrowing.loss(of: source.planes.r, count: samples.count)
    #expect(source.marginsAreIntact)
    return loss
  }

  static func expected(_ sample: Float) -> Float16 {
    let half = Float16(sample)
    return half.isInfinite && sample.isFinite ? (sample > 0 ? 65504 : -65504) : half
  }

  @Test("Every length, in place and elsewhere")
  func lengths() {
    for length in 0...Self.samples.count {
      let part = Array(Self.samples.prefix(length))
      let expected = part.map(Self.expected)
      var counts = SampleCounts()
      for (sample, half) in zip(part, expected) {
        counts.nan += sample.isNaN ? 1 : 0
        counts.inf += sample.isInfinite ? 1 : 0
        counts.clamped += sample.isFinite && abs(sample) >= 65520 ? 1 : 0
        counts.negative += half < 0 ? 1 : 0
      }
      for inPlace in [false, true] {
        let narrowed = Self.narrow(part, inPlace: inPlace)
        #expect(narrowed.counts == counts)
        for (got, wanted) in zip(narrowed.result, expected) {
          #expect(got.bitPattern == wanted.bitPattern || got.isNaN && wanted.isNaN)
        }
      }
    }
  }

  @Test("Loss")
  func loss() {
    for length in 0...Self.samples.count {
      let part = Array(Self.samples.prefix(length))
      var expected = NarrowingLoss()
      for sample in part where sample.isFinite {
        if abs(sample) >= 65520 {
          expected.overflowing += 1
        } else if Float(Float16(sample)) != sample {
          expected.inexact += 1
        }
      }
      let loss = Self.loss(part)
      #expect(loss == expected)
      #expect(loss.isLossless == (expected == NarrowingLoss()))
    }
  }

  @Test("All halves lose nothing")
  func halvesAreLossless() {
    let loss = Self.loss((0...UInt16.max).map { Float(Float16(bitPattern: $0)) })
    #expect(loss.isLossless)
  }
}
