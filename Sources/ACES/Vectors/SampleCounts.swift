/// What a kernel met on its way: how many samples were not ordinary.
///
/// Counts are per sample, not per pixel, and do not depend on how a frame is cut into calls: they add up.
public struct SampleCounts: Sendable, Equatable {
  /// Source samples that are NaN.
  public var nan: Int
  /// Source samples that are +Inf or −Inf.
  public var inf: Int
  /// Result samples of a finite source triple that half cannot hold and that were set to ±65504.
  public var clamped: Int
  /// Result samples below zero as stored; −0 is not among them.
  public var negative: Int

  /// Counts, zero where nothing is said.
  public init(nan: Int = 0, inf: Int = 0, clamped: Int = 0, negative: Int = 0) {
    self.nan = nan
    self.inf = inf
    self.clamped = clamped
    self.negative = negative
  }

  /// Adds the counts of another run of samples.
  public static func += (total: inout SampleCounts, part: SampleCounts) {
    total.nan += part.nan
    total.inf += part.inf
    total.clamped += part.clamped
    total.negative += part.negative
  }
}
