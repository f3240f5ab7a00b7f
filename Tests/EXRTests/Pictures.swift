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

  static func decode(_ source: borrowing Source, part index: Int = 0, codec: Codec = .openEXR) throws
    -> Samples
  {
    let part = source.header.parts[index]
    let window = part.dataWindow
    var samples = Samples(part.channels, width: window.width, height: window.height)
    var decoder = ChunkDecoder(codec: codec)
    for chunkIndex in 0..<part.chunkCount {
      let chunk = source.chunk(part: index, index: chunkIndex)
      let first = chunk.place.y - window.yMin
      try unsafe samples.withPlanes(lines: first..<first + chunk.place.height) { planes in
        unsafe try decoder.decode(chunk, of: source, into: planes)
      }
    }
    return samples
  }
}
