/// Where a chunk lies in its part.
public struct ChunkPlace: Sendable, Hashable {
  /// Left column and first line. At level 0 in the coordinates of the data window; other levels begin in
  /// the same corner.
  public var x: Int
  public var y: Int
  /// Pixels of this chunk.
  public var width: Int
  public var height: Int
  /// Reduction of the level the chunk belongs to; 0 for scan lines.
  public var levelX: Int
  public var levelY: Int
  /// Position in the level's grid; 0 for scan lines.
  public var tileX: Int
  public var tileY: Int

  public init(
    x: Int, y: Int, width: Int, height: Int, levelX: Int = 0, levelY: Int = 0, tileX: Int = 0, tileY: Int = 0
  ) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
    self.levelX = levelX
    self.levelY = levelY
    self.tileX = tileX
    self.tileY = tileY
  }
}

/// One chunk of a ``Source``: where its pixels go and where its bytes lie.
public struct Chunk: Sendable, Hashable {
  /// Part and position in the part's chunk table.
  public var part: Int
  public var index: Int
  public var place: ChunkPlace
  /// Where the packed samples begin, in bytes from the start of the file; for deep chunks where the packed
  /// table of sample counts begins, directly before the samples.
  public var offset: Int
  /// Bytes of the packed samples.
  public var packedByteCount: Int
  /// Bytes of the samples when unpacked. Equal to the packed size: stored as they are.
  public var unpackedByteCount: Int
  /// Bytes of the packed table of sample counts; 0 unless the part is deep.
  public var sampleTableByteCount: Int
}
