/// The chunks of one part as the file's chunk table has them, every one checked against the file.
struct ChunkTable: Sendable {
  let layout: ChunkLayout
  private let entries: [Entry]

  struct Entry: Sendable {
    var offset: Int
    var packedByteCount: Int
    var unpackedByteCount: Int
    var sampleTableByteCount: Int
  }

  /// Reads the table at `start` and the header of each chunk it points to.
  ///
  /// - Throws: as ``offset(of:in:layout:table:file:)`` and ``entry(at:of:in:layout:file:hasPartNumbers:)``.
  init(
    of part: Part, at start: Int, in file: FileBytes, hasPartNumbers: Bool
  ) throws(EXRError) {
    let layout = ChunkLayout(part)
    self.layout = layout
    guard layout.count * 8 <= file.count - start else {
      throw EXRError(.openFile, .truncated, "the file is cut short: it ends inside its chunk table")
    }
    var entries: [Entry] = []
    entries.reserveCapacity(layout.count)
    for index in 0..<layout.count {
      let offset = try Self.offset(of: index, in: part, layout: layout, table: start, file: file)
      entries.append(
        try Self.entry(
          at: offset, of: index, in: part, layout: layout, file: file, hasPartNumbers: hasPartNumbers))
    }
    self.entries = entries
  }

  func chunk(part: Int, index: Int) -> Chunk {
    let entry = entries[index]
    return Chunk(
      part: part, index: index, place: layout[index], offset: entry.offset,
      packedByteCount: entry.packedByteCount, unpackedByteCount: entry.unpackedByteCount,
      sampleTableByteCount: entry.sampleTableByteCount)
  }

  /// Where the table that begins at `table` says that a chunk begins: inside the file.
  ///
  /// - Throws: `.incomplete` for a chunk that was never written, `.truncated` for one beyond the end of the
  ///   file.
  static func offset(
    of index: Int, in part: Part, layout: ChunkLayout, table: Int, file: FileBytes
  ) throws(EXRError) -> Int {
    let offset = file.uint64(at: table + index * 8)
    guard offset != 0 else {
      throw EXRError(
        .openFile, .incomplete,
        "the file was never finished: chunk \(index + 1) of \(layout.count) is missing, "
          + part.describe(layout[index]))
    }
    guard let offset = Int(exactly: offset), offset < file.count else {
      throw beyondEnd(index, part, layout)
    }
    return offset
  }

  private static func beyondEnd(_ index: Int, _ part: Part, _ layout: ChunkLayout) -> EXRError {
    EXRError(
      .openFile, .truncated,
      "the file is cut short: chunk \(index + 1) of \(layout.count) lies beyond its end, "
        + part.describe(layout[index]))
  }

  /// Reads the header of a chunk, of which ``ChunkHeader/maximumByteCount`` bytes are there, or those up to the
  /// end of the file.
  ///
  /// - Throws: `.truncated` for a chunk that the file ends in, `.damaged` for one that is another chunk or has
  ///   impossible sizes.
  @discardableResult
  static func entry(
    at offset: Int, of index: Int, in part: Part, layout: ChunkLayout, file: FileBytes, hasPartNumbers: Bool
  ) throws(EXRError) -> Entry {
    let place = layout[index]
    let expected = ChunkHeader.coordinates(of: place, in: part, hasPartNumbers: hasPartNumbers)
    let sizes = part.storage.isDeep ? 3 * 8 : 4
    let dataOffset = offset + expected.count * 4 + sizes
    guard dataOffset <= file.count else { throw beyondEnd(index, part, layout) }
    for (position, value) in expected.enumerated() where file.int32(at: offset + position * 4) != value {
      throw EXRError(.openFile, .damaged, "the chunk table does not lead to \(part.describe(place))")
    }
    let sizesOffset = offset + expected.count * 4
    var entry = Entry(offset: dataOffset, packedByteCount: 0, unpackedByteCount: 0, sampleTableByteCount: 0)
    if part.storage.isDeep {
      let values = (0..<3).map { Int(exactly: file.uint64(at: sizesOffset + $0 * 8)) ?? .max }
      guard values.allSatisfy({ $0 <= Int(Int32.max) }) else {
        throw EXRError(.openFile, .damaged, "\(part.describe(place)) has an impossible size")
      }
      entry.sampleTableByteCount = values[0]
      entry.packedByteCount = values[1]
      entry.unpackedByteCount = values[2]
      entry.offset += values[0]
    } else {
      entry.packedByteCount = file.int32(at: sizesOffset)
      entry.unpackedByteCount = part.unpackedByteCount(place)
      let isEmpty = entry.unpackedByteCount == 0
      guard entry.packedByteCount > 0 || isEmpty, entry.packedByteCount <= entry.unpackedByteCount,
        part.compression != .none || entry.packedByteCount == entry.unpackedByteCount
      else {
        throw EXRError(.openFile, .damaged, "\(part.describe(place)) has an impossible size")
      }
    }
    guard entry.packedByteCount <= file.count - entry.offset else { throw beyondEnd(index, part, layout) }
    return entry
  }
}

/// What stands before a chunk's sizes.
enum ChunkHeader {
  /// Part, four coordinates of a tile, three sizes of a deep chunk.
  static let maximumByteCount = 5 * 4 + 3 * 8

  /// The part's number where the file has them, then the first line, or position and level of the tile.
  static func coordinates(of place: ChunkPlace, in part: Part, hasPartNumbers: Bool) -> [Int] {
    let position =
      part.storage.isTiled ? [place.tileX, place.tileY, place.levelX, place.levelY] : [place.y]
    return hasPartNumbers ? [part.index] + position : position
  }
}
