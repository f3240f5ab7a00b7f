/// What a preview is like, and what its header says besides what the source says.
public struct PreviewForm: Sendable, Hashable {
  /// Encoding, rectangle and size.
  public var settings: PreviewSettings
  /// The shot: the sequence's name without number.
  public var shot: [UInt8]
  /// How many pictures the delivered range has.
  public var sequenceLength: Int
  /// When the delivery was planned, in seconds since 1970 in UTC.
  public var creationTime: Int
  /// What the header's slate field says.
  public var slate: String

  package init(
    settings: PreviewSettings, shot: [UInt8], sequenceLength: Int, creationTime: Int, slate: String
  ) {
    self.settings = settings
    self.shot = shot
    self.sequenceLength = sequenceLength
    self.creationTime = creationTime
    self.slate = slate
  }
}
