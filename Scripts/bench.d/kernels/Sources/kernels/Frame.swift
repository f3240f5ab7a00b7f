import ACES
import EXR
import Foundation

/// One frame in memory: its packed chunks, and a plane for each channel.
@safe struct Frame: ~Copyable {
  let source: Source
  let part: Part
  let layout: ChunkLayout
  /// Samples of all channels.
  let sampleCount: Int
  private let width: Int
  private let planeBytes: Int
  private let memory: UnsafeMutableRawBufferPointer

  /// - Throws: where the file is no frame of half channels in scan lines.
  init(_ path: String) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let bytes = ByteBuffer(capacity: data.count)
    // The bytes are copied within the closure.
    unsafe data.withUnsafeBytes { unsafe bytes.append($0) }
    source = try Source(bytes)
    part = source.header.parts[0]
    layout = ChunkLayout(part)
    precondition(part.storage == .scanLines && part.channels.allSatisfy { $0.type == .half })
    width = part.dataWindow.width
    planeBytes = width * part.dataWindow.height * 2
    sampleCount = planeBytes / 2 * part.channels.count
    unsafe memory = .allocate(byteCount: planeBytes * part.channels.count, alignment: 64)
  }

  deinit {
    // Allocated at birth.
    unsafe memory.deallocate()
  }

  /// Where the samples of a chunk are: rows without gaps, because a chunk is as wide as the frame.
  func planes(_ place: ChunkPlace) -> [Plane] {
    unsafe part.channels.indices.map { channel in
      let start = channel * planeBytes + (place.y - part.dataWindow.yMin) * width * 2
      // The chunk lies within the data window, and the memory holds a plane of it for each channel.
      return unsafe Plane(
        base: memory.baseAddress! + start, width: place.width, height: place.height, type: .half)
    }
  }

  /// The bytes of all samples, to compare two codecs by.
  var samples: [UInt8] { unsafe Array(memory) }

  /// Unpacks every chunk.
  func decode(with decoder: inout ChunkDecoder) throws(EXRError) {
    for index in 0..<layout.count {
      let chunk = source.chunk(part: 0, index: index)
      unsafe try decoder.decode(chunk, of: source, into: planes(chunk.place))
    }
  }

  /// Packs every chunk.
  /// - Returns: the bytes of all.
  func encode(with encoder: inout ChunkEncoder) throws(EXRError) -> Int {
    var bytes = 0
    for index in 0..<layout.count {
      let place = layout[index]
      bytes += unsafe try encoder.encode(part: part, place: place, planes: planes(place)).count
    }
    return bytes
  }

  /// Converts every chunk in place. B, G and R stand in this order.
  func convert(by plan: ConversionPlan) {
    for index in 0..<layout.count {
      let place = layout[index]
      let half = unsafe planes(place).map { unsafe $0.base.assumingMemoryBound(to: Float16.self) }
      let rgb = unsafe RGBPlanes(r: half[2], g: half[1], b: half[0])
      // Each plane has the samples of the chunk.
      _ = unsafe plan.convert(rgb, to: rgb, count: place.width * place.height)
    }
  }
}
