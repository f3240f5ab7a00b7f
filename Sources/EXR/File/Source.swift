/// A file to read: headers, and from memory also its chunks.
///
/// Immutable once made, so any number of lanes may use it at the same time.
public struct Source: ~Copyable, Sendable {
  /// The headers of all parts.
  public let header: Header
  private let bytes: ByteBuffer?
  private let tables: [ChunkTable]

  /// Reads a file in memory and checks its headers, its chunk tables and the header of every chunk.
  ///
  /// - Parameter bytes: the whole file; nobody may change it any more.
  /// - Throws: ``EXRError``; `.incomplete` names the first chunk that is missing.
  public init(_ bytes: ByteBuffer, limits: Limits = Limits()) throws(EXRError) {
    // `bytes` lives as long as this value, which keeps it.
    let file = unsafe FileBytes(bytes.bytes)
    guard file.count > 0 else { throw EXRError(.openFile, .truncated, "the file is empty") }
    let (header, end) = unsafe try HeaderReader.read(bytes.bytes, fileByteCount: file.count, limits: limits)
    var tables: [ChunkTable] = []
    var start = end
    for part in header.parts {
      tables.append(
        try ChunkTable(of: part, at: start, in: file, hasPartNumbers: header.isMultiPart))
      start += part.chunkCount * 8
    }
    self.header = header
    self.bytes = bytes
    self.tables = tables
  }

  /// Reads the headers only, and looks whether the file is as long as its chunk tables say. Asking for a chunk
  /// traps.
  ///
  /// - Parameters:
  ///   - byteCount: the size of the file.
  ///   - reading: reads bytes of the file; it is not kept.
  /// - Throws: ``EXRError``; `.truncated` also where the file is cut short, `.incomplete` where it was never
  ///   finished.
  public init(
    byteCount: Int, limits: Limits = Limits(), reading: @escaping PositionedRead
  ) throws(EXRError) {
    header = try Self.header(byteCount: byteCount, limits: limits, reading: reading)
    bytes = nil
    tables = []
  }

  private static func header(
    byteCount: Int, limits: Limits, reading: @escaping PositionedRead
  ) throws(EXRError) -> Header {
    guard byteCount > 0 else { throw EXRError(.openFile, .truncated, "the file is empty") }
    let prefix = ByteBuffer()
    var wanted = min(byteCount, 16 << 10)
    while true {
      try prefix.fill(at: 0, count: wanted, reading: reading)
      let found: (header: Header, end: Int)
      do throws(EXRError) {
        found = unsafe try HeaderReader.read(prefix.bytes, fileByteCount: byteCount, limits: limits)
      } catch {
        // The header goes on behind the bytes read so far.
        guard error.kind == .truncated, wanted < byteCount, wanted < limits.maxHeaderBytes else {
          throw error
        }
        wanted = min(byteCount, wanted * 8)
        continue
      }
      try ChunkTableCheck(found.header, byteCount: byteCount, prefix: prefix, reading: reading)
        .run(from: found.end)
      return found.header
    }
  }

  /// The size of the file in memory, in bytes; 0 where only its headers were read.
  public var byteCount: Int { bytes?.count ?? 0 }

  /// Chunk `index` of the part's chunk table. Traps if there is none.
  public func chunk(part: Int, index: Int) -> Chunk {
    tables[part].chunk(part: part, index: index)
  }

  /// The packed samples of a chunk of this source. Valid while the source lives.
  public func packedBytes(of chunk: Chunk) -> UnsafeRawBufferPointer {
    unsafe bytes(from: chunk.offset, count: chunk.packedByteCount)
  }

  /// The packed table of sample counts of a deep chunk, followed by its packed samples.
  func rawBytes(of chunk: Chunk) -> UnsafeRawBufferPointer {
    unsafe bytes(
      from: chunk.offset - chunk.sampleTableByteCount,
      count: chunk.sampleTableByteCount + chunk.packedByteCount)
  }

  private func bytes(from offset: Int, count: Int) -> UnsafeRawBufferPointer {
    guard let bytes else { preconditionFailure("only the headers of this source were read") }
    precondition(
      offset >= 0 && count >= 0 && offset <= bytes.count - count, "not a chunk of this source")
    // The range lies within the buffer, as just checked.
    return unsafe UnsafeRawBufferPointer(rebasing: bytes.bytes[offset..<offset + count])
  }
}
