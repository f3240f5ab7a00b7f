/// A file to read: headers, and from memory also its chunks.
///
/// Immutable once made, so any number of lanes may use it at the same time.
public struct Source: ~Copyable, Sendable {
  /// The headers of all parts.
  public let header: Header
  private let bytes: ByteBuffer?

  /// Reads a file in memory and checks headers and chunk tables.
  ///
  /// - Throws: ``EXRError``; `.incomplete` names the first chunk that is missing.
  public init(_ bytes: ByteBuffer, limits: Limits = Limits()) throws(EXRError) {
    self.bytes = bytes
    throw EXRError(.openFile, .unsupported, "not implemented")
  }

  /// Reads the headers only, by `pread`. Asking for a chunk traps.
  ///
  /// - Parameters:
  ///   - descriptor: open for reading, a regular file; it stays the caller's.
  ///   - byteCount: the size of the file.
  public init(descriptor: Int32, byteCount: Int, limits: Limits = Limits()) throws(EXRError) {
    self.bytes = nil
    throw EXRError(.openFile, .unsupported, "not implemented")
  }

  /// Chunk `index` of the part's chunk table.
  public func chunk(part: Int, index: Int) -> Chunk {
    fatalError()
  }

  /// The packed samples of a chunk of this source. Valid while the source lives.
  public func packedBytes(of chunk: Chunk) -> UnsafeRawBufferPointer {
    fatalError()
  }
}
