/// The chunks of one part as the file's chunk table has them, every one checked against the file.
struct ChunkTable: Sendable {
  let layout: ChunkLayout
  private let entries: [Entry]

  private struct Entry: Sendable {
    var offset: Int
    var packedByteCount: Int
    var unpackedByteCount: Int
    var sampleTableByteCount: Int
  }

  /// Reads the table at `start` and the header of each chunk it points to.
  ///
  /// - Throws: `.incomplete` for a chunk that was never written, `.truncated` for one beyond the end of the
  ///   file, `.damaged` for one that is another chunk or has impossible sizes.
  init(
    of part: Part, at start: Int, in file: FileBytes, hasPartNumbers: Bool
  ) throws(EXRError) {
    let layout = ChunkLayout(part)
    self.layout = layout
    guard layout.count * 8 <= file.count - start else {
      throw EXRError(.openFile, .truncated, "the file ends inside its chunk table")
    }
    var entries: [Entry] = []
    entries.reserveCapacity(layout.count)
    for index in 0..<layout.count {
      let place = layout[index]
      let offset = file.uint64(at: start + index * 8)
      guard offset != 0 else {
        throw EXRError(
          .openFile, .incomplete,
          "the file was never finished: chunk \(index + 1) of \(layout.count) is missing, \(part.describe(place))"
        )
      }
      guard let offset = Int(exactly: offset), offset < file.count else {
        throw Self.beyondEnd(part, place)
      }
      entries.append(
        try Self.entry(at: offset, part, place, in: file, hasPartNumbers: hasPartNumbers))
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

  private static func beyondEnd(_ part: Part, _ place: ChunkPlace) -> EXRError {
    EXRError(.openFile, .truncated, "the file ends before \(part.describe(place))")
  }

  private static func entry(
    at offset: Int, _ part: Part, _ place: ChunkPlace, in file: FileBytes, hasPartNumbers: Bool
  ) throws(EXRError) -> Entry {
    let expected = ChunkHeader.coordinates(of: place, in: part, hasPartNumbers: hasPartNumbers)
    let sizes = part.storage.isDeep ? 3 * 8 : 4
    let dataOffset = offset + expected.count * 4 + sizes
    guard dataOffset <= file.count else { throw beyondEnd(part, place) }
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
    guard entry.packedByteCount <= file.count - entry.offset else { throw beyondEnd(part, place) }
    return entry
  }
}

/// What stands before a chunk's sizes.
enum ChunkHeader {
  /// The part's number where the file has them, then the first line, or position and level of the tile.
  static func coordinates(of place: ChunkPlace, in part: Part, hasPartNumbers: Bool) -> [Int] {
    let position =
      part.storage.isTiled ? [place.tileX, place.tileY, place.levelX, place.levelY] : [place.y]
    return hasPartNumbers ? [part.index] + position : position
  }
}
