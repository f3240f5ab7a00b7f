/// Where a chunk lies in its part.
public struct ChunkPlace: Sendable, Hashable {
  /// Left column and first line. At level 0 in the coordinates of the data window; other levels begin in
  /// the same corner.
  public var x: Int
  /// The first line; see ``x``.
  public var y: Int
  /// Pixels of this chunk.
  public var width: Int
  /// Lines of this chunk.
  public var height: Int
  /// Reduction of the level the chunk belongs to; 0 for scan lines.
  public var levelX: Int
  /// The same for lines.
  public var levelY: Int
  /// Position in the level's grid; 0 for scan lines.
  public var tileX: Int
  /// The row in the level's grid; 0 for scan lines.
  public var tileY: Int

  init(
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
  /// Its position in the part's chunk table, from 0.
  public var index: Int
  /// Where its pixels go.
  public var place: ChunkPlace
  /// Where the packed samples begin, in bytes from the start of the file.
  package var offset: Int
  /// Bytes of the packed samples.
  public var packedByteCount: Int
  /// Bytes of the samples when unpacked. Equal to the packed size: stored as they are.
  public var unpackedByteCount: Int
  /// Bytes of the packed table of sample counts, which lies directly before the samples; 0 unless the part is deep.
  var sampleTableByteCount: Int
}

extension Part {
  /// The words for a chunk in messages.
  func describe(_ place: ChunkPlace) -> String {
    let chunk =
      storage.isTiled
      ? "tile (\(place.tileX), \(place.tileY)) of level (\(place.levelX), \(place.levelY))"
      : place.height == 1 ? "line \(place.y)" : "lines \(place.y) to \(place.y + place.height - 1)"
    return name.map { "\(chunk) of part \($0)" } ?? chunk
  }

  /// Bytes of the samples of a flat chunk.
  func unpackedByteCount(_ place: ChunkPlace) -> Int {
    guard isSubsampled else { return place.width * place.height * bytesPerPixel }
    return channels.reduce(0) { sum, channel in
      let columns = Channel.sampleCount(
        from: place.x, through: place.x + place.width - 1, sampling: channel.xSampling)
      let lines = Channel.sampleCount(
        from: place.y, through: place.y + place.height - 1, sampling: channel.ySampling)
      return sum + columns * lines * channel.type.byteCount
    }
  }
}
