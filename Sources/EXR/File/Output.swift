import COpenEXR

/// A file in the making, in memory. Letting go of it before ``finish()`` abandons it.
///
/// Header, chunk headers and chunk tables are written here, and not by OpenEXRCore: a chunk is then one copy
/// into the buffer for scan lines, tiles and deep data alike, attributes are the source's bytes whatever their
/// type, and completeness is counted. Core 3.1.5 refuses decreasing line order, stops copying at attributes
/// it does not know, and calls a file with missing chunks finished. That OpenEXR accepts the header is checked
/// before the first chunk.
public struct Output: ~Copyable, Sendable {
  /// The headers as written.
  public let header: Header
  private let bytes: ByteBuffer
  private let layouts: [ChunkLayout]
  /// Which parts can take chunks of the source as they are.
  private let isCopyable: [Bool]
  /// Where the first chunk table begins; the others follow it.
  private let tablesStart: Int
  private var offsets: [UInt64] = []
  private var nextPart = 0
  private var nextIndex = 0

  /// A file with the parts of a source, some of it changed.
  ///
  /// - Parameters:
  ///   - edits: one for each part.
  ///   - bytes: an empty buffer; it comes back from ``finish()``.
  /// - Throws: `.unsupported` where an edit gives a header that OpenEXR does not read.
  public init(from source: borrowing Source, edits: [PartEdit], into bytes: ByteBuffer) throws(EXRError) {
    precondition(edits.count == source.header.parts.count, "one edit for each part")
    let parts = source.header.parts
    let attributes = zip(parts, edits).map { OutputHeader.attributes(of: $0, $1) }
    try self.init(attributes, flags: source.header.versionField & ~0xff, sources: parts, into: bytes)
  }

  /// A file with the parts of a header, some of it changed; chunks are encoded and appended.
  ///
  /// - Parameters:
  ///   - edits: one for each part.
  ///   - bytes: an empty buffer; it comes back from ``finish()``.
  /// - Throws: `.unsupported` where an edit gives a header that OpenEXR does not read.
  public init(from header: Header, edits: [PartEdit], into bytes: ByteBuffer) throws(EXRError) {
    precondition(edits.count == header.parts.count, "one edit for each part")
    let attributes = zip(header.parts, edits).map { OutputHeader.attributes(of: $0, $1) }
    try self.init(attributes, flags: header.versionField & ~0xff, sources: [], into: bytes)
  }

  /// A file from nothing; chunks are encoded and appended.
  ///
  /// - Throws: `.unsupported` for a definition that OpenEXR does not read.
  public init(parts: [PartDefinition], into bytes: ByteBuffer) throws(EXRError) {
    precondition(!parts.isEmpty, "a file has at least one part")
    let isMultiPart = parts.count > 1
    let flags: UInt32 =
      isMultiPart ? VersionField.multiPart : parts[0].tiles != nil ? VersionField.tiled : 0
    let attributes = parts.map { OutputHeader.attributes(of: $0, isMultiPart: isMultiPart) }
    try self.init(attributes, flags: flags, sources: [], into: bytes)
  }

  private init(
    _ attributes: [[Attribute]], flags: UInt32, sources: [Part], into bytes: ByteBuffer
  ) throws(EXRError) {
    precondition(bytes.count == 0, "an output begins with an empty buffer")
    let header = try Self.writeHeader(attributes, flags: flags, into: bytes)
    self.header = header
    self.bytes = bytes
    layouts = header.parts.map { ChunkLayout($0) }
    isCopyable = header.parts.map { part in
      guard part.index < sources.count else { return false }
      let source = sources[part.index]
      return part.channels == source.channels && part.compression == source.compression
        && part.dataWindow == source.dataWindow && part.tiles == source.tiles
        && part.storage == source.storage
    }
    tablesStart = bytes.count
    let count = layouts.reduce(0) { $0 + $1.count }
    offsets.reserveCapacity(count)
    let zeros = [UInt8](repeating: 0, count: count * 8)
    // The array outlives the call it is lent to.
    unsafe zeros.withUnsafeBytes { raw in unsafe bytes.append(raw) }
  }

  /// Writes the headers and reads them back as any reader would.
  private static func writeHeader(
    _ attributes: [[Attribute]], flags: UInt32, into bytes: ByteBuffer
  ) throws(EXRError) -> Header {
    let encoded = try HeaderWriter.encode(attributes, flags: flags)
    // The array outlives the call it is lent to.
    unsafe encoded.withUnsafeBytes { raw in unsafe bytes.append(raw) }
    do throws(EXRError) {
      let header = unsafe try HeaderReader.read(
        bytes.bytes, fileByteCount: bytes.count, limits: Limits()
      ).header
      let checked = try HeaderWriter.encode(checkable(attributes, header: header), flags: flags)
      try EXRError.check(unsafe cexr_check_header(checked, checked.count), .writeFile)
      return header
    } catch {
      throw EXRError(.writeFile, error.kind, "the header would not be valid: \(error.reason)")
    }
  }

  /// The attributes as OpenEXRCore 3.1 wants to see them: beside a deep part it asks flat parts for a
  /// `version` too, which no writer gives them and no other reader misses.
  private static func checkable(_ attributes: [[Attribute]], header: Header) -> [[Attribute]] {
    guard header.parts.contains(where: { $0.storage.isDeep }) else { return attributes }
    return attributes.map { part in
      part.contains { $0.name == "version" } ? part : part + [Attribute("version", .int(1))]
    }
  }

  /// Adds the next chunk, packed for the part's compression by a ``ChunkEncoder``.
  ///
  /// Parts follow one another, each chunk by chunk in the order of its ``ChunkLayout``; another order traps.
  public mutating func append(part: Int, index: Int, packed: UnsafeRawBufferPointer) throws(EXRError) {
    precondition(!header.parts[part].storage.isDeep, "deep chunks are copied")
    guard packed.count <= Int(Int32.max) else {
      throw EXRError(
        .writeFile, .tooLarge, "a chunk has \(packed.count) bytes, more than the file format holds")
    }
    let coordinates = advance(part, index)
    let prefix = littleEndian((coordinates + [packed.count]).map { UInt32(truncatingIfNeeded: $0) })
    // `prefix` outlives the call; `packed` is the caller's promise.
    unsafe prefix.withUnsafeBytes { raw in unsafe bytes.append(raw) }
    unsafe bytes.append(packed)
  }

  /// Adds the next chunk as it is in the source this output was made from. Traps where channels, compression or
  /// tiling of the part differ, and in another order than ``append(part:index:packed:)`` has.
  public mutating func append(copyOf chunk: Chunk, of source: borrowing Source) throws(EXRError) {
    precondition(isCopyable[chunk.part], "the part's chunks are not the source's")
    guard header.parts[chunk.part].storage.isDeep else {
      return unsafe try append(part: chunk.part, index: chunk.index, packed: source.packedBytes(of: chunk))
    }
    let coordinates = advance(chunk.part, chunk.index)
    let sizes = [chunk.sampleTableByteCount, chunk.packedByteCount, chunk.unpackedByteCount]
    let prefix =
      littleEndian(coordinates.map { UInt32(truncatingIfNeeded: $0) })
      + littleEndian(sizes.flatMap { [UInt32(truncatingIfNeeded: $0), UInt32($0 >> 32)] })
    // `prefix` outlives the call; the source's bytes live as long as the source.
    unsafe prefix.withUnsafeBytes { raw in unsafe bytes.append(raw) }
    unsafe bytes.append(source.rawBytes(of: chunk))
  }

  /// Notes where the chunk begins and gives what its header begins with.
  private mutating func advance(_ part: Int, _ index: Int) -> [Int] {
    precondition(part == nextPart && index == nextIndex, "chunks are added in the order of the file")
    offsets.append(UInt64(bytes.count))
    nextIndex += 1
    if nextIndex == layouts[part].count {
      nextPart += 1
      nextIndex = 0
    }
    return ChunkHeader.coordinates(
      of: layouts[part][index], in: header.parts[part], hasPartNumbers: header.isMultiPart)
  }

  /// Writes the chunk tables and gives the buffer back.
  ///
  /// - Throws: `.incomplete` if a chunk was not added.
  public consuming func finish() throws(EXRError) -> ByteBuffer {
    guard nextPart == header.parts.count else {
      let place = layouts[nextPart][nextIndex]
      throw EXRError(
        .writeFile, .incomplete,
        "chunk \(nextIndex + 1) of \(layouts[nextPart].count) was not added, \(header.parts[nextPart].describe(place))"
      )
    }
    for (index, offset) in offsets.enumerated() {
      // The buffer begins with the headers and room for all tables.
      unsafe bytes.memory.storeBytes(
        of: offset.littleEndian, toByteOffset: tablesStart + index * 8, as: UInt64.self)
    }
    return bytes
  }
}
