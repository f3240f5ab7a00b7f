/// What differs between a part of a source and the same part of the output.
public struct PartEdit: Sendable, Hashable {
  /// The output's compression; `nil` keeps the source's.
  public var compression: Compression?
  /// The output's data window; `nil` keeps the source's. Chunks of another cannot be copied.
  public var dataWindow: Box?
  /// New types by position of the channel.
  public var channelTypes: [Int: PixelType]
  /// Names of attributes that the output shall not have. Those it cannot do without stay.
  public var removed: Set<String>
  /// Attributes that replace those of the same name, or follow the others.
  public var set: [Attribute]

  /// An edit as given; without anything the part stays as it is.
  public init(
    compression: Compression? = nil, dataWindow: Box? = nil, channelTypes: [Int: PixelType] = [:],
    removed: Set<String> = [], set: [Attribute] = []
  ) {
    self.compression = compression
    self.dataWindow = dataWindow
    self.channelTypes = channelTypes
    self.removed = removed
    self.set = set
  }
}

/// A part made from nothing.
public struct PartDefinition: Sendable, Hashable {
  /// Needed, and unlike the others, where a file has more than one part.
  public var name: String?
  /// The pixels that are stored.
  public var dataWindow: Box
  /// The pixels that are shown.
  public var displayWindow: Box
  /// How chunks are packed.
  public var compression: Compression
  /// The tiling; `nil` for scan lines.
  public var tiles: TileDescription?
  /// In any order; the file has them by the bytes of their names.
  public var channels: [Channel]
  /// Attributes beside those above.
  public var attributes: [Attribute]

  /// A part as given; without a display window the data window is shown.
  public init(
    name: String? = nil, dataWindow: Box, displayWindow: Box? = nil, compression: Compression = .piz,
    tiles: TileDescription? = nil, channels: [Channel], attributes: [Attribute] = []
  ) {
    self.name = name
    self.dataWindow = dataWindow
    self.displayWindow = displayWindow ?? dataWindow
    self.compression = compression
    self.tiles = tiles
    self.channels = channels
    self.attributes = attributes
  }
}
