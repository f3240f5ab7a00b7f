import ACES

/// What was seen in a frame's samples while they were converted.
public struct FrameFindings: Sendable, Equatable {
  /// Colour samples by what was found; only of parts that were decoded.
  public var counts = SampleCounts()
  /// Whether a log encoding met an alpha other than 1: RGB was encoded as stored.
  public var alphaBelowOne = false

  public init() {}

  mutating func add(_ other: FrameFindings) {
    counts += other.counts
    alphaBelowOne = alphaBelowOne || other.alphaBelowOne
  }
}
