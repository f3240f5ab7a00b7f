/// The chunks of a part in the order of its chunk table: scan lines from the top; tiles level by level,
/// each row by row.
///
/// Pure arithmetic on the header (OpenEXR file layout, "Chunk offset table"). The order within a file in
/// increasing line order is the same.
public struct ChunkLayout: Sendable, Hashable {
  /// Chunks in all.
  public let count: Int

  private let window: Box
  private let linesPerChunk: Int
  private let levels: [Level]

  private struct Level: Sendable, Hashable {
    var levelX: Int
    var levelY: Int
    var width: Int
    var height: Int
    var tileWidth: Int
    var tileHeight: Int
    var columns: Int
    var firstIndex: Int
  }

  /// The layout of a part, or what it would be under another compression.
  public init(_ part: Part, compression: Compression? = nil) {
    self.init(
      dataWindow: part.dataWindow, tiles: part.tiles,
      linesPerChunk: (compression ?? part.compression).linesPerChunk)
  }

  init(dataWindow: Box, tiles: TileDescription?, linesPerChunk: Int) {
    window = dataWindow
    self.linesPerChunk = linesPerChunk
    guard let tiles else {
      levels = []
      count = (dataWindow.height + linesPerChunk - 1) / linesPerChunk
      return
    }
    var levels: [Level] = []
    var next = 0
    for (levelX, levelY) in Self.levels(of: dataWindow, tiles) {
      let width = Self.size(dataWindow.width, atLevel: levelX, tiles.rounding)
      let height = Self.size(dataWindow.height, atLevel: levelY, tiles.rounding)
      let columns = (width + tiles.width - 1) / tiles.width
      let rows = (height + tiles.height - 1) / tiles.height
      levels.append(
        Level(
          levelX: levelX, levelY: levelY, width: width, height: height, tileWidth: tiles.width,
          tileHeight: tiles.height, columns: columns, firstIndex: next))
      next += columns * rows
    }
    self.levels = levels
    count = next
  }

  /// Where a chunk lies. Traps outside `0..<count`.
  public subscript(index: Int) -> ChunkPlace {
    precondition(index >= 0 && index < count, "no such chunk")
    guard let last = levels.lastIndex(where: { $0.firstIndex <= index }) else {
      let line = index * linesPerChunk
      return ChunkPlace(
        x: window.xMin, y: window.yMin + line, width: window.width,
        height: min(linesPerChunk, window.height - line))
    }
    let level = levels[last]
    let position = index - level.firstIndex
    let tileX = position % level.columns
    let tileY = position / level.columns
    let x = tileX * level.tileWidth
    let y = tileY * level.tileHeight
    return ChunkPlace(
      x: window.xMin + x, y: window.yMin + y, width: min(level.tileWidth, level.width - x),
      height: min(level.tileHeight, level.height - y), levelX: level.levelX, levelY: level.levelY,
      tileX: tileX, tileY: tileY)
  }

  /// Pixels of all levels together.
  package var pixelCount: Int {
    levels.isEmpty
      ? window.width * window.height : levels.reduce(0) { $0 + $1.width * $1.height }
  }

  private static func levels(of window: Box, _ tiles: TileDescription) -> [(Int, Int)] {
    switch tiles.levelMode {
    case .one: return [(0, 0)]
    case .mipmap:
      let count = levelCount(max(window.width, window.height), tiles.rounding)
      return (0..<count).map { ($0, $0) }
    case .ripmap:
      let columns = levelCount(window.width, tiles.rounding)
      let rows = levelCount(window.height, tiles.rounding)
      return (0..<rows).flatMap { y in (0..<columns).map { ($0, y) } }
    }
  }

  private static func levelCount(_ size: Int, _ rounding: TileDescription.Rounding) -> Int {
    var count = 1
    var rest = size
    while rest > 1 {
      rest = rounding == .up ? (rest + 1) / 2 : rest / 2
      count += 1
    }
    return count
  }

  private static func size(_ full: Int, atLevel level: Int, _ rounding: TileDescription.Rounding) -> Int {
    let divisor = 1 << level
    return max(1, rounding == .up ? (full + divisor - 1) / divisor : full / divisor)
  }
}
