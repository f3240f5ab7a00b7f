import EXR
import OpenEXRJudge
import Testing

@Suite("Tiles and levels")
struct LayoutTests {
  static let modes: [(TileDescription.LevelMode, TileDescription.Rounding)] = [
    (.one, .down), (.mipmap, .down), (.mipmap, .up), (.ripmap, .down), (.ripmap, .up),
  ]

  /// A file of noise, every tile of every level, and what was put into each level.
  static func tiled(
    _ width: Int, _ height: Int, _ tiles: TileDescription, _ compression: Compression
  ) throws -> (file: [UInt8], levels: [PictureLevel]) {
    let window = Box(xMin: -7, yMin: 11, xMax: width - 8, yMax: height + 10)
    let channels = [Channel(name: "G", type: .half), Channel(name: "Z", type: .float)]
    let definition = PartDefinition(
      dataWindow: window, compression: compression, tiles: tiles, channels: channels)
    var output = try Output(parts: [definition], into: ByteBuffer())
    var encoder = ChunkEncoder(codec: .openEXR)
    let part = output.header.parts[0]
    let layout = ChunkLayout(part)
    var levels: [PictureLevel] = []
    for index in 0..<layout.count {
      let place = layout[index]
      if levels.last.map({ ($0.x, $0.y) != (place.levelX, place.levelY) }) ?? true {
        let tiles = (index..<layout.count).map { layout[$0] }
          .filter { ($0.levelX, $0.levelY) == (place.levelX, place.levelY) }
        levels.append(
          PictureLevel(
            x: place.levelX, y: place.levelY,
            samples: Samples(
              channels, width: (tiles.map { $0.x + $0.width }.max() ?? 0) - window.xMin,
              height: (tiles.map { $0.y + $0.height }.max() ?? 0) - window.yMin)))
      }
      var tile = Samples(noise: channels, width: place.width, height: place.height, seed: UInt64(index))
      levels[levels.count - 1].samples.paste(tile, x: place.x - window.xMin, y: place.y - window.yMin)
      try unsafe tile.withPlanes(lines: 0..<place.height) { planes in
        let packed = unsafe try encoder.encode(part: part, place: place, planes: planes)
        unsafe try output.append(part: 0, index: index, packed: packed)
      }
    }
    return (try output.finish().array, levels)
  }

  @Test(
    "lie where OpenEXR's own reader finds them", arguments: Array(modes.indices),
    [(1, 1), (64, 64), (65, 33), (100, 7), (3, 130)])
  func judged(mode: Int, size: (Int, Int)) throws {
    let (levelMode, rounding) = Self.modes[mode]
    let tiles = TileDescription(width: 32, height: 16, levelMode: levelMode, rounding: rounding)
    let (file, levels) = try Self.tiled(size.0, size.1, tiles, .zip)
    for level in levels {
      var expected = Samples(
        level.samples.channels, width: level.samples.width, height: level.samples.height, filledWith: 0xee)
      let isRead = unsafe expected.withPlanes(lines: 0..<expected.height) { planes in
        let bases: [UnsafeMutableRawPointer?] = unsafe planes.map { unsafe $0.base }
        // The judge writes to planes of the level's size.
        return unsafe judge_read_level(file, file.count, 0, Int32(level.x), Int32(level.y), bases)
      }
      #expect(isRead == 1)
      #expect(level.samples == expected, "level (\(level.x), \(level.y))")
    }
    // Of one level more the judge knows nothing.
    let last = try #require(levels.last)
    #expect(
      unsafe judge_read_level(file, file.count, 0, Int32(last.x + 1), Int32(last.y + 1), [nil, nil]) == 0)
    #expect(unsafe judge_reads_everything(file, file.count) == 1)
  }

  @Test(
    "come back in every compression", arguments: Compression.allCases.filter { $0.isEncoded && $0 != .pxr24 })
  func roundTrip(compression: Compression) throws {
    let tiles = TileDescription(width: 40, height: 24, levelMode: .mipmap)
    let (file, levels) = try Self.tiled(90, 61, tiles, compression)
    let read = try PictureLevels.decode(Source(ByteBuffer(file)), part: 0)
    #expect(read.map(\.samples) == levels.map(\.samples))
  }
}
