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

  package init(
    space: ColorSpace, compression: CompressionPolicy = .use(.piz), depth: DepthPolicy = .half,
    tags: TagPolicy = .both
  ) {
    self.space = space
    self.compression = compression
    self.depth = depth
    self.tags = tags
  }
}
