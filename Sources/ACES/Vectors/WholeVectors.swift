/// Hands planes to a kernel that knows whole vectors only: all of them but the end as they are, and the end in
/// padded buffers, so that there is one formula and not a second one for the last seven samples.
///
/// - Parameters:
///   - source: Planes of `count` samples.
///   - destination: Planes of `count` samples: the memory of `source`, apart from it, or each at the start of
///     a source plane with samples that are no wider.
///   - count: Samples a plane; not negative.
///   - padding: What the last source vector holds past the end of a plane.
///   - kernel: Called at most twice, with planes and how many samples of them to convert, a multiple of eight.
func inWholeVectors<Source: BitwiseCopyable, Target: BitwiseCopyable>(
  from source: RGBPlanes<Source>, to destination: RGBPlanes<Target>, count: Int, padding: Source,
  _ kernel: (_ source: RGBPlanes<Source>, _ destination: RGBPlanes<Target>, _ count: Int) -> Void
) {
  precondition(count >= 0, "A plane cannot hold \(count) samples")
  let rest = count & 7
  let whole = count &- rest
  // The first `whole` samples lie inside all planes.
  if whole > 0 { unsafe kernel(source, destination, whole) }
  if rest == 0 { return }
  // The buffers live as long as the closures that use them.
  unsafe withUnsafeTemporaryAllocation(of: Source.self, capacity: 24) { sourceEnd in
    unsafe withUnsafeTemporaryAllocation(of: Target.self, capacity: 24) { destinationEnd in
      // Both buffers hold 24 samples, three vectors of which the first `rest` elements count.
      let padded = unsafe RGBPlanes<Source>(eightEach: sourceEnd.baseAddress!)
      let results = unsafe RGBPlanes<Target>(eightEach: destinationEnd.baseAddress!)
      unsafe sourceEnd.initialize(repeating: padding)
      unsafe padded.copy(rest, of: source.dropping(whole))
      unsafe kernel(padded, results, 8)
      unsafe destination.dropping(whole).copy(rest, of: results)
    }
  }
}
