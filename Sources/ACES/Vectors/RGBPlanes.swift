/// Three planes of samples, red, green and blue, that a kernel reads or writes.
///
/// Each plane holds as many samples as the call that receives it says, one after the other, without gaps
/// between rows. Samples are aligned as their type asks; vectors need no further alignment. The memory
/// belongs to the caller and outlives the call.
@unsafe
public struct RGBPlanes<Sample: BitwiseCopyable> {
  /// First sample of each plane.
  public let r, g, b: UnsafeMutablePointer<Sample>

  /// Planes by their first samples.
  public init(
    r: UnsafeMutablePointer<Sample>, g: UnsafeMutablePointer<Sample>, b: UnsafeMutablePointer<Sample>
  ) {
    // Kept, not used: who reads or writes them says why that is right.
    unsafe self.r = r
    unsafe self.g = g
    unsafe self.b = b
  }

  /// The planes in the 24 samples from `start` on: eight each, the whole of one vector.
  init(eightEach start: UnsafeMutablePointer<Sample>) {
    // The caller vouches for 24 samples.
    unsafe self.init(r: start, g: start + 8, b: start + 16)
  }

  /// Sets the first `count` samples of each plane to those of `source`.
  func copy(_ count: Int, of source: RGBPlanes<Sample>) {
    // Both hold that many samples; `update` allows the same memory on both sides.
    unsafe r.update(from: source.r, count: count)
    unsafe g.update(from: source.g, count: count)
    unsafe b.update(from: source.b, count: count)
  }

  /// The planes without their first `count` samples.
  func dropping(_ count: Int) -> RGBPlanes<Sample> {
    // The planes hold at least `count` samples.
    unsafe RGBPlanes(r: r + count, g: g + count, b: b + count)
  }
}
