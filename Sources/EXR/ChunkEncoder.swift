/// Packs chunks, with scratch memory that is kept from one to the next. One a lane.
public struct ChunkEncoder: ~Copyable {
  private let codec: Codec

  public init(codec: Codec) {
    self.codec = codec
  }

  /// Packs one chunk for a part of an output.
  ///
  /// - Parameters:
  ///   - part: from the header of the ``Output``.
  ///   - place: from the ``ChunkLayout`` of that part.
  ///   - planes: one for each channel of the part, in its order, with the size of the place and the channel's type.
  /// - Returns: bytes for ``Output/append(part:index:packed:)``, valid until the next call. Where packing does not
  ///   make them fewer, the samples as they are: line by line, channel by channel.
  public mutating func encode(
    part: Part, place: ChunkPlace, planes: [Plane]
  ) throws(EXRError) -> UnsafeRawBufferPointer {
    throw EXRError(.encodeChunk, .unsupported, "not implemented")
  }
}
