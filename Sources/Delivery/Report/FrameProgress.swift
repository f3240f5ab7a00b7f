/// What a run tells while it goes on.
public struct FrameProgress: Sendable, Hashable {
  /// The frame that ended last, with its sequence.
  public let frame: Report.Frame
  /// Its sequence, as the index in ``Report/sequences``.
  public let sequence: Int
  /// How many planned frames have ended, this one included.
  public let finished: Int
  /// How many frames are planned.
  public let total: Int
}
