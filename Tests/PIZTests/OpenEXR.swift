import COpenEXR
import PIZ

/// OpenEXR's own codec for PIZ chunks of these channels: 0 for unsigned integer, 1 half, 2 float.
@safe final class OpenEXR {
  struct Failure: Error {
    var message: String
  }

  private var decoder: OpaquePointer?
  private var encoder: OpaquePointer?
  let types: [Int32]

  init(types: [Int32]) throws {
    self.types = types
    let names: [StaticString] = ["a", "b", "c", "d", "e", "f", "g", "h"]
    let channels = unsafe zip(names, types).map { name, type in
      // The name of a static string lives for ever and ends in a zero.
      unsafe cexr_channel(
        name: UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self), type: type,
        is_perceptually_linear: 0)
    }
    // The calls copy the channels. 4 is the file's code of PIZ.
    try unsafe Self.check(cexr_decoder_create(channels, Int32(types.count), 4, &decoder))
    try unsafe Self.check(cexr_encoder_create(channels, Int32(types.count), 4, &encoder))
  }

  deinit {
    // Made in `init`, or nil.
    unsafe cexr_decoder_destroy(decoder)
    unsafe cexr_encoder_destroy(encoder)
  }

  /// The shapes of these channels in a chunk of this size.
  func shapes(width: Int, height: Int) -> [Shape] {
    types.map { Shape(width: width, height: height, wordsPerSample: $0 == 1 ? 1 : 2) }
  }

  /// The chunk of these words; as many bytes as the words where it would not be smaller.
  func encode(_ words: [UInt16], _ shapes: [Shape]) throws -> [UInt8] {
    var source = words
    var packed: UnsafeRawPointer?
    var count = 0
    // The planes live through the call, and what it packs lives until the next one.
    try unsafe source.withUnsafeMutableBufferPointer { source in
      try unsafe withPlanes(shapes, over: source.baseAddress!) { planes in
        let bases: [UnsafeRawPointer?] = unsafe planes.map { unsafe UnsafeRawPointer($0.base) }
        unsafe try Self.check(
          cexr_encode(encoder, Int32(shapes[0].width), Int32(shapes[0].height), bases, &packed, &count))
      }
    }
    return unsafe Array(UnsafeRawBufferPointer(start: packed, count: count))
  }

  /// The words of a chunk.
  func decode(_ chunk: [UInt8], _ shapes: [Shape]) throws -> [UInt16] {
    var words = [UInt16](repeating: 0xdddd, count: shapes.reduce(0) { $0 + $1.wordCount })
    // The planes live through the call.
    try unsafe words.withUnsafeMutableBufferPointer { words in
      try unsafe withPlanes(shapes, over: words.baseAddress!) { planes in
        let bases: [UnsafeMutableRawPointer?] = unsafe planes.map { unsafe $0.base }
        unsafe try Self.check(
          cexr_decode(decoder, Int32(shapes[0].width), Int32(shapes[0].height), chunk, chunk.count, bases))
      }
    }
    return words
  }

  private static func check(_ status: cexr_status) throws {
    // The message is a string until the next failure.
    guard status == CEXR_OK else { throw unsafe Failure(message: String(cString: cexr_message())) }
  }
}
