import EXR

/// Samples of a picture or tile, plane after plane, and planes onto them.
struct Samples: Equatable {
  let channels: [Channel]
  let width: Int
  let height: Int
  var bytes: [UInt8]

  /// Everywhere the byte given.
  init(_ channels: [Channel], width: Int, height: Int, filledWith byte: UInt8 = 0) {
    self.channels = channels
    self.width = width
    self.height = height
    let pixelBytes = channels.reduce(0) { $0 + $1.type.byteCount }
    bytes = [UInt8](repeating: byte, count: width * height * pixelBytes)
  }

  /// Deterministic grain on a ramp; half and float samples are finite.
  init(noise channels: [Channel], width: Int, height: Int, seed: UInt64) {
    self.init(channels, width: width, height: height)
    var state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
    func next() -> UInt32 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt32(truncatingIfNeeded: state >> 32)
    }
    bytes.removeAll(keepingCapacity: true)
    for channel in channels {
      for position in 0..<width * height {
        let level = Float(position % width) / Float(width) + Float(next() % 4096) / 65536
        let bits: UInt32 =
          switch channel.type {
          case .half: UInt32(Float16(level).bitPattern)
          case .float: level.bitPattern
          case .uint: next() % 97
          }
        for byte in 0..<channel.type.byteCount {
          bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(byte * 8)))
        }
      }
    }
  }

  /// Writes a smaller picture of the same channels into this one.
  mutating func paste(_ tile: Samples, x: Int, y: Int) {
    var (start, tileStart) = (0, 0)
    for channel in channels {
      let size = channel.type.byteCount
      for line in 0..<tile.height {
        let from = tileStart + line * tile.width * size
        let to = start + ((y + line) * width + x) * size
        bytes.replaceSubrange(to..<to + tile.width * size, with: tile.bytes[from..<from + tile.width * size])
      }
      start += width * height * size
      tileStart += tile.width * tile.height * size
    }
  }

  /// Lends planes onto some of the lines.
  mutating func withPlanes<Result>(
    lines: Range<Int>, _ body: ([Plane]) throws -> Result
  ) rethrows -> Result {
    precondition(lines.lowerBound >= 0 && lines.upperBound <= height)
    return try unsafe bytes.withUnsafeMutableBytes { raw in
      var planes: [Plane] = unsafe []
      var start = 0
      for channel in channels {
        let rowBytes = width * channel.type.byteCount
        // All planes of all channels together are the array, and the lines lie within them.
        let base = unsafe raw.baseAddress! + start + lines.lowerBound * rowBytes
        unsafe planes.append(Plane(base: base, width: width, height: lines.count, type: channel.type))
        start += height * rowBytes
      }
      return unsafe try body(planes)
    }
  }
}

/// Makes a scan-line file of one part in memory, and reads one.
enum Picture {
  static func encode(
    _ definition: PartDefinition, _ samples: Samples, codec: Codec = .openEXR
  ) throws -> ByteBuffer {
    var samples = samples
    var output = try Output(parts: [definition], into: ByteBuffer())
    var encoder = ChunkEncoder(codec: codec)
    let part = output.header.parts[0]
    let layout = ChunkLayout(part)
    for index in 0..<layout.count {
      let place = layout[index]
      let first = place.y - part.dataWindow.yMin
      try unsafe samples.withPlanes(lines: first..<first + place.height) { planes in
        let packed = unsafe try encoder.encode(part: part, place: place, planes: planes)
        unsafe try output.append(part: 0, index: index, packed: packed)
      }
    }
    return try output.finish()
  }

  static func decode(_ source: borrowing Source, part: Int = 0, codec: Codec = .openEXR) throws -> Samples {
    try PictureLevels.decode(source, part: part, codec: codec)[0].samples
  }
}

/// One picture of a part: the full one, or a reduced copy.
struct PictureLevel {
  var x: Int
  var y: Int
  var samples: Samples
}

enum PictureLevels {
  static func decode(
    _ source: borrowing Source, part index: Int, codec: Codec = .openEXR
  ) throws -> [PictureLevel] {
    let part = source.header.parts[index]
    let (left, top) = (part.dataWindow.xMin, part.dataWindow.yMin)
    var levels: [PictureLevel] = []
    var decoder = ChunkDecoder(codec: codec)
    let chunks = (0..<part.chunkCount).map { source.chunk(part: index, index: $0) }
    for chunk in chunks {
      let place = chunk.place
      if levels.last.map({ ($0.x, $0.y) != (place.levelX, place.levelY) }) ?? true {
        let same = chunks.filter { $0.place.levelX == place.levelX && $0.place.levelY == place.levelY }.map(
          \.place)
        let width = same.map { $0.x + $0.width - left }.max()!
        let height = same.map { $0.y + $0.height - top }.max()!
        levels.append(
          PictureLevel(
            x: place.levelX, y: place.levelY, samples: Samples(part.channels, width: width, height: height)))
      }
      var tile = Samples(part.channels, width: place.width, height: place.height)
      try unsafe tile.withPlanes(lines: 0..<place.height) { planes in
        unsafe try decoder.decode(chunk, of: source, into: planes)
      }
      levels[levels.count - 1].samples.paste(tile, x: place.x - left, y: place.y - top)
    }
    return levels
  }
}
