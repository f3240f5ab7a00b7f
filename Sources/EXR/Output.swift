/// A file in the making, in memory. Letting go of it before ``finish()`` abandons it.
public struct Output: ~Copyable, Sendable {
  /// The headers as written.
  public let header: Header
  private let bytes: ByteBuffer

  /// A file with the parts of a source, some of it changed.
  ///
  /// - Parameters:
  ///   - edits: one for each part.
  ///   - bytes: an empty buffer; it comes back from ``finish()``.
  public init(from source: borrowing Source, edits: [PartEdit], into bytes: ByteBuffer) throws(EXRError) {
    throw EXRError(.writeFile, .unsupported, "not implemented")
  }

  /// A file from nothing.
  public init(parts: [PartDefinition], into bytes: ByteBuffer) throws(EXRError) {
    throw EXRError(.writeFile, .unsupported, "not implemented")
  }

  /// Adds the next chunk, packed for the part's compression by a ``ChunkEncoder``.
  ///
  /// Parts follow one another, each chunk by chunk in the order of its ``ChunkLayout``; another order traps.
  public mutating func append(part: Int, index: Int, packed: UnsafeRawBufferPointer) throws(EXRError) {
    throw EXRError(.writeFile, .unsupported, "not implemented")
  }

  /// Adds the next chunk as it is in a source: of any storage, where channels, compression and tiling of the part
  /// are the same in both.
  public mutating func append(copyOf chunk: Chunk, of source: borrowing Source) throws(EXRError) {
    throw EXRError(.writeFile, .unsupported, "not implemented")
  }

  /// Writes the chunk tables.
  ///
  /// - Throws: `.incomplete` if a chunk was not added.
  public consuming func finish() throws(EXRError) -> ByteBuffer {
    throw EXRError(.writeFile, .incomplete, "not implemented")
  }
}
