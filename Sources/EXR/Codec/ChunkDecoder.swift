import PIZ

/// Unpacks chunks, with scratch memory that is kept from one to the next. One a lane.
// Sendable because a decoder has one owner, and who has it has its handles.
public struct ChunkDecoder: ~Copyable, @unchecked Sendable {
  private let codec: Codec
  private var piz = PIZDecoder()
  private var pizPlanes = PIZPlaneList()
  private var decoders: [OpenEXRDecoder] = []

  /// A decoder; it takes its scratch memory with the first chunk.
  public init(codec: Codec) {
    self.codec = codec
  }

  /// Unpacks one chunk.
  ///
  /// - Parameter planes: one for each channel of the part, in its order, with the chunk's size and the channel's
  ///   type; anything else traps. After an error they hold anything.
  /// - Throws: ``EXRError`` for damaged bytes, and `.unsupported` for deep or subsampled parts.
  public mutating func decode(
    _ chunk: Chunk, of source: borrowing Source, into planes: [Plane]
  ) throws(EXRError) {
    let part = source.header.parts[chunk.part]
    guard !part.storage.isDeep, !part.isSubsampled else {
      throw EXRError(
        .decodeChunk, .unsupported,
        part.storage.isDeep ? "deep samples are not decoded" : "subsampled channels are not decoded")
    }
    unsafe Plane.check(planes, part.channels, chunk.place)
    // The source outlives this call.
    let packed = unsafe source.packedBytes(of: chunk)
    guard packed.count != chunk.unpackedByteCount else {
      return unsafe RawChunk.unpack(packed, into: planes)
    }
    do throws(EXRError) {
      if part.compression == .piz, codec == .own {
        unsafe try decodePIZ(packed, into: planes)
      } else {
        let format = ChunkFormat(channels: part.channels, compression: part.compression)
        unsafe try decoder(for: format).decode(packed, into: planes)
      }
    } catch {
      throw EXRError(error.operation, error.kind, "\(part.describe(chunk.place)): \(error.reason)")
    }
  }

  private mutating func decodePIZ(
    _ packed: UnsafeRawBufferPointer, into planes: [Plane]
  ) throws(EXRError) {
    do throws(PIZError) {
      // The planes are the chunk's, as checked, and the packed bytes outlive the call.
      unsafe try pizPlanes.with(planes) { list throws(PIZError) in unsafe try piz.decode(packed, into: list) }
    } catch {
      throw EXRError(error)
    }
  }

  /// The decoder last used for a format, or a new one; the few formats of a shot stay warm.
  private mutating func decoder(for format: ChunkFormat) throws(EXRError) -> OpenEXRDecoder {
    if let index = decoders.firstIndex(where: { $0.format == format }) { return decoders[index] }
    if decoders.count == 8 { decoders.removeFirst() }
    let decoder = try OpenEXRDecoder(format)
    decoders.append(decoder)
    return decoder
  }
}

extension Plane {
  /// Traps unless the planes are those of a chunk.
  static func check(_ planes: [Plane], _ channels: [Channel], _ place: ChunkPlace) {
    unsafe precondition(planes.count == channels.count, "one plane for each channel")
    for index in channels.indices {
      unsafe precondition(
        planes[index].width == place.width && planes[index].height == place.height
          && planes[index].type == channels[index].type, "the plane has another size or type than the channel"
      )
    }
  }
}
