/// Unpacks chunks, with scratch memory that is kept from one to the next. One a lane.
public struct ChunkDecoder: ~Copyable {
  private let codec: Codec

  public init(codec: Codec) {
    self.codec = codec
  }

  /// Unpacks one chunk.
  ///
  /// - Parameter planes: one for each channel of the part, in its order, with the chunk's size and the channel's type.
  /// - Throws: ``EXRError`` for damaged bytes, and `.unsupported` for deep or subsampled parts.
  public mutating func decode(
    _ chunk: Chunk, of source: borrowing Source, into planes: [Plane]
  ) throws(EXRError) {
    throw EXRError(.decodeChunk, .unsupported, "not implemented")
  }

  /// Unpacks two chunks of one part together, which is faster than one after the other where PIZ is ours.
  public mutating func decodePair(
    _ first: Chunk, into firstPlanes: [Plane], _ second: Chunk, into secondPlanes: [Plane],
    of source: borrowing Source
  ) throws(EXRError) {
    unsafe try decode(first, of: source, into: firstPlanes)
    unsafe try decode(second, of: source, into: secondPlanes)
  }
}
