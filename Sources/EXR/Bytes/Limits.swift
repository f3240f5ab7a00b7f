/// What a file may ask for at most. Checked before memory is taken.
public struct Limits: Sendable, Hashable {
  /// Columns of a data window.
  public var maxWidth: Int
  /// Lines of a data window.
  public var maxHeight: Int
  /// Bytes of all headers together.
  public var maxHeaderBytes: Int
  /// Attributes of all headers together.
  public var maxAttributeCount: Int
  /// Channels of a part.
  public var maxChannelCount: Int
  /// Bytes of one chunk as it is in memory. Codecs count with 32 bits, so more than 2³⁰ is not wise.
  public var maxChunkBytes: Int
  /// Bytes of the pixels of all parts and levels together, as they are in memory.
  public var maxPixelBytes: Int

  /// The limits as given. The defaults are 32768 × 32768 pixels, 1 GiB a chunk and 16 GiB in all.
  public init(
    maxWidth: Int = 32768, maxHeight: Int = 32768, maxHeaderBytes: Int = 16 << 20,
    maxAttributeCount: Int = 16384, maxChannelCount: Int = 16384, maxChunkBytes: Int = 1 << 30,
    maxPixelBytes: Int = 16 << 30
  ) {
    self.maxWidth = maxWidth
    self.maxHeight = maxHeight
    self.maxHeaderBytes = maxHeaderBytes
    self.maxAttributeCount = maxAttributeCount
    self.maxChannelCount = maxChannelCount
    self.maxChunkBytes = maxChunkBytes
    self.maxPixelBytes = maxPixelBytes
  }
}
