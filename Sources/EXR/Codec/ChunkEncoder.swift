import PIZ

/// Packs chunks, with scratch memory that is kept from one to the next. One a lane.
// Sendable because an encoder has one owner, and who has it has its handles.
public struct ChunkEncoder: ~Copyable, @unchecked Sendable {
  private let codec: Codec
  private var piz = PIZEncoder()
  private var pizPlanes = PIZPlaneList()
  private var encoders: [OpenEXREncoder] = []
  private let scratch = ByteBuffer()

  /// An encoder; it takes its scratch memory with the first chunk.
  public init(codec: Codec) {
    self.codec = codec
  }

  /// Packs one chunk for a part of an output.
  ///
  /// - Parameters:
  ///   - part: from the header of the ``Output``.
  ///   - place: from the ``ChunkLayout`` of that part.
  ///   - planes: one for each channel of the part, in its order, with the size of the place and the channel's type;
  ///     anything else traps.
  /// - Returns: bytes for ``Output/append(part:index:packed:)``, valid until the next call. Where packing does not
  ///   make them fewer, the samples as they are: line by line, channel by channel.
  /// - Throws: `.unsupported` for deep or subsampled parts, B44 and DWA.
  public mutating func encode(
    part: Part, place: ChunkPlace, planes: [Plane]
  ) throws(EXRError) -> UnsafeRawBufferPointer {
    guard !part.storage.isDeep, !part.isSubsampled, part.compression.isEncoded else {
      throw EXRError(
        .encodeChunk, .unsupported,
        part.compression.isEncoded
          ? "deep samples and subsampled channels are not encoded" : "\(part.compression.name) is not encoded"
      )
    }
    unsafe Plane.check(planes, part.channels, place)
    if part.compression == .piz, codec == .own {
      if let packed = unsafe encodePIZ(planes) { return unsafe packed }
    } else if part.compression != .none {
      let format = ChunkFormat(channels: part.channels, compression: part.compression)
      let packed = unsafe try encoder(for: format).encode(planes)
      if unsafe packed.count < RawChunk.byteCount(planes) { return unsafe packed }
    }
    let scratch = unsafe scratchMemory(for: planes)
    // The scratch memory has the size of the planes together.
    unsafe RawChunk.pack(planes, into: scratch)
    return UnsafeRawBufferPointer(scratch)
  }

  private mutating func encodePIZ(_ planes: [Plane]) -> UnsafeRawBufferPointer? {
    let scratch = unsafe scratchMemory(for: planes)
    // The planes are the caller's, and the scratch memory is not part of them.
    let count: Int? = unsafe pizPlanes.with(planes) { list in unsafe piz.encode(list, into: scratch) }
    guard let count else { return nil }
    return unsafe UnsafeRawBufferPointer(rebasing: scratch[..<count])
  }

  /// As many bytes as the planes have together, valid until the next call.
  private func scratchMemory(for planes: [Plane]) -> UnsafeMutableRawBufferPointer {
    let count = unsafe RawChunk.byteCount(planes)
    scratch.reserve(count)
    // `reserve` has made room for `count` bytes.
    return unsafe UnsafeMutableRawBufferPointer(rebasing: scratch.memory[..<count])
  }

  /// The encoder last used for a format, or a new one; the few formats of a shot stay warm.
  private mutating func encoder(for format: ChunkFormat) throws(EXRError) -> OpenEXREncoder {
    if let index = encoders.firstIndex(where: { $0.format == format }) { return encoders[index] }
    if encoders.count == 8 { encoders.removeFirst() }
    let encoder = try OpenEXREncoder(format)
    encoders.append(encoder)
    return encoder
  }
}
