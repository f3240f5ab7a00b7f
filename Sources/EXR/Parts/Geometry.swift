/// A rectangle of pixels; both corners belong to it, as in the file (`box2i`).
public struct Box: Sendable, Hashable {
  public var xMin: Int
  public var yMin: Int
  public var xMax: Int
  public var yMax: Int

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
  case scanLines
  case tiles
  case deepScanLines
  case deepTiles

  /// Whether a pixel holds any number of samples. Such parts are copied, never decoded.
  public var isDeep: Bool { self == .deepScanLines || self == .deepTiles }
  /// Whether a chunk is a tile.
  public var isTiled: Bool { self == .tiles || self == .deepTiles }
}

/// The order in which the chunks of a part lie in the file; the raw value is the one in the file.
public enum LineOrder: UInt8, Sendable, Hashable {
  case increasingY = 0
  case decreasingY = 1
  /// Tiles in the order in which they were made.
  case randomY = 2
}

/// The tiling of a part (`tiledesc`).
public struct TileDescription: Sendable, Hashable {
  /// Which reduced copies of the picture follow the full one; the raw value is the one in the file.
  public enum LevelMode: UInt8, Sendable, Hashable {
    case one = 0
    case mipmap = 1
    case ripmap = 2
  }

  /// How a halved size that is not whole is made whole; the raw value is the one in the file.
  public enum Rounding: UInt8, Sendable, Hashable {
    case down = 0
    case up = 1
  }

  /// Pixels of a tile; at the right and lower edge of a level tiles are smaller.
  public var width: Int
  public var height: Int
  public var levelMode: LevelMode
  public var rounding: Rounding

  public init(width: Int, height: Int, levelMode: LevelMode = .one, rounding: Rounding = .down) {
    self.width = width
    self.height = height
    self.levelMode = levelMode
    self.rounding = rounding
  }
}
