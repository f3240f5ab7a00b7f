/// What a run tells while it goes on.
public struct FrameProgress: Sendable, Hashable {
  /// The frame that ended last, with its sequence.
  public let frame: Report.Frame
  public let sequence: Int
  public let finished: Int
  public let total: Int
}
