import ACES
import EXR

/// What a delivered EXR is like.
public struct EXRForm: Sendable, Hashable, Codable {
  /// The space of its colour.
  public var space: ColorSpace
  /// The compression of parts that hold colour. Parts without colour keep theirs.
  public var compression: CompressionPolicy
  /// The sample type of colour.
  public var depth: DepthPolicy
  /// Its colour tags.
  public var tags: TagPolicy

  public init(
    space: ColorSpace, compression: CompressionPolicy = .use(.piz), depth: DepthPolicy = .half,
    tags: TagPolicy = .both
  ) {
    self.space = space
    self.compression = compression
    self.depth = depth
    self.tags = tags
  }
}

/// What a preview is like, and what its header says besides what the source says.
public struct PreviewForm: Sendable, Hashable {
  public var settings: PreviewSettings
  /// The shot: the sequence's name without number.
  public var shot: [UInt8]
  /// How many pictures the delivered range has.
  public var sequenceLength: Int
  /// When the delivery was planned, in seconds since 1970 in UTC.
  public var creationTime: Int
  /// What the header's slate field says.
  public var slate: String

  public init(
    settings: PreviewSettings, shot: [UInt8], sequenceLength: Int, creationTime: Int, slate: String
  ) {
    self.settings = settings
    self.shot = shot
    self.sequenceLength = sequenceLength
    self.creationTime = creationTime
    self.slate = slate
  }
}
