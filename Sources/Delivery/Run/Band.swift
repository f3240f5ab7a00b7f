import EXR

/// The unit of work of a lane.
///
/// For scan lines a run that is whole chunks in source and output and at least 32 lines, so that the
/// planes of a band stay in a core's cache from decode to encode; for tiles one tile; for a part that keeps
/// its pixels all of its chunks.
struct Band: Sendable, Hashable {
  let part: Int
  let work: Work

  enum Work: Sendable, Hashable {
    /// Chunks that go over as they are.
    case copy(Range<Int>)
    /// Chunks to decode and chunks to encode, both over the same samples.
    case recode(source: Range<Int>, output: Range<Int>, area: Area)
  }

  /// Position (absolute, in the level's data window) and size in pixels.
  struct Area: Sendable, Hashable {
    let x: Int
    let y: Int
    let width: Int
    let height: Int
  }

  /// The bands of a frame in the order of its file.
  static func bands(of header: Header, recipe: FrameRecipe) -> [Band] {
    zip(header.parts, recipe.parts).flatMap { part, recipe in
      switch recipe.treatment {
      case .copy: [Band(part: part.index, work: .copy(0..<part.chunkCount))]
      case .recode(let recode) where part.storage == .tiles: tiles(of: part, recode: recode)
      case .recode(let recode): scanLines(of: part, recode: recode)
      }
    }
  }

  private static func tiles(of part: Part, recode: PartRecipe.Recode) -> [Band] {
    let layout = ChunkLayout(part)
    return (0..<layout.count).map { index in
      let place = layout[index]
      return Band(
        part: part.index,
        work: .recode(source: index..<index + 1, output: index..<index + 1, area: Area(place)))
    }
  }

  private static func scanLines(of part: Part, recode: PartRecipe.Recode) -> [Band] {
    let window = part.dataWindow
    let sourceLines = part.compression.linesPerChunk
    let outputLines = recode.compression.linesPerChunk
    // All are powers of two, so the largest is the least common multiple.
    let lines = max(sourceLines, outputLines, 32)
    return stride(from: 0, to: window.height, by: lines).map { top in
      let bottom = min(top + lines, window.height)
      func chunks(_ perChunk: Int) -> Range<Int> { top / perChunk..<(bottom + perChunk - 1) / perChunk }
      return Band(
        part: part.index,
        work: .recode(
          source: chunks(sourceLines), output: chunks(outputLines),
          area: Area(x: window.xMin, y: window.yMin + top, width: window.width, height: bottom - top)))
    }
  }
}

extension Band {
  /// Whether both are one PIZ chunk of the same part, which decode faster in one loop.
  func pairs(with other: Band, in header: Header) -> Bool {
    guard case .recode(let mine, _, _) = work, case .recode(let theirs, _, _) = other.work else {
      return false
    }
    return part == other.part && mine.count == 1 && theirs.count == 1
      && header.parts[part].compression == .piz
  }
}

extension Band.Area {
  init(_ place: ChunkPlace) {
    self.init(x: place.x, y: place.y, width: place.width, height: place.height)
  }
}
