/// A rectangle of pixels; both corners belong to it, as in the file (`box2i`).
public struct Box: Sendable, Hashable {
  /// The first column.
  public var xMin: Int
  /// The first line.
  public var yMin: Int
  /// The last column, which belongs to the rectangle.
  public var xMax: Int
  /// The last line, which belongs to the rectangle.
  public var yMax: Int

  /// A rectangle as given; nothing is checked.
  public init(xMin: Int, yMin: Int, xMax: Int, yMax: Int) {
    self.xMin = xMin
    self.yMin = yMin
    self.xMax = xMax
    self.yMax = yMax
  }

  /// Columns: `xMax - xMin + 1`.
  public var width: Int { xMax - xMin + 1 }
  /// Lines: `yMax - yMin + 1`.
  public var height: Int { yMax - yMin + 1 }
}

/// How the pixels of a part are stored.
public enum Storage: Sendable, Hashable {
  /// Chunks of whole lines.
  case scanLines
  /// Chunks of tiles.
  case tiles
  /// Chunks of whole lines, with any number of samples a pixel.
  case deepScanLines
  /// Chunks of tiles, with any number of samples a pixel.
  case deepTiles

  /// Whether a pixel holds any number of samples. Such parts are copied, never decoded.
  public var isDeep: Bool { self == .deepScanLines || self == .deepTiles }
  /// Whether a chunk is a tile.
  public var isTiled: Bool { self == .tiles || self == .deepTiles }
}

/// The order in which the chunks of a part lie in the file; the raw value is the one in the file.
public enum LineOrder: UInt8, Sendable, Hashable {
  /// From the top to the bottom.
  case increasingY = 0
  /// From the bottom to the top.
  case decreasingY = 1
  /// Tiles in the order in which they were made.
  case randomY = 2
}

/// The tiling of a part (`tiledesc`).
public struct TileDescription: Sendable, Hashable {
  /// Which reduced copies of the picture follow the full one; the raw value is the one in the file.
  public enum LevelMode: UInt8, Sendable, Hashable {
    /// None.
    case one = 0
    /// Copies of half the size in both directions, down to one pixel.
    case mipmap = 1
    /// Copies of half the width or half the height, in every combination.
    case ripmap = 2
  }

  /// How a halved size that is not whole is made whole; the raw value is the one in the file.
  public enum Rounding: UInt8, Sendable, Hashable {
    /// Half of an odd size is the smaller whole number.
    case down = 0
    /// Half of an odd size is the larger whole number.
    case up = 1
  }

  /// Pixels of a tile; at the right and lower edge of a level tiles are smaller.
  public var width: Int
  /// Lines of a tile.
  public var height: Int
  /// Which reduced copies there are.
  public var levelMode: LevelMode
  /// How the sizes of reduced copies are rounded.
  public var rounding: Rounding

  /// A tiling as given; nothing is checked.
  public init(width: Int, height: Int, levelMode: LevelMode = .one, rounding: Rounding = .down) {
    self.width = width
    self.height = height
    self.levelMode = levelMode
    self.rounding = rounding
  }
}
