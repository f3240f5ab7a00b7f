import EXR

/// The unit of work of a lane.
///
/// For scan lines a run that is whole chunks in source and output and at least 32 lines, so that the
/// planes of a band stay in a core's cache from decode to encode; for tiles one tile; for a part that keeps
/// its pixels a run of its chunks.
struct Band: Sendable, Hashable {
  let part: Int
  let work: Work
  /// Whether a preview wants the samples.
  let isShown: Bool
  /// The level of a tiled part.
  var level = Level()

  struct Level: Sendable, Hashable {
    var x = 0
    var y = 0
  }

  enum Work: Sendable, Hashable {
    /// Chunks that go over as they are.
    case copy(Range<Int>)
    /// Chunks to decode and chunks to encode, both over the same samples.
    case recode(source: Range<Int>, output: Range<Int>, area: Area)
    /// Chunks to decode for a preview alone.
    case look(source: Range<Int>, area: Area)
  }

  /// Position (absolute, in the level's data window) and size in pixels.
  struct Area: Sendable, Hashable {
    let x: Int
    let y: Int
    let width: Int
    let height: Int
  }

  /// The chunks that are decoded, and the area they cover.
  var decoded: (chunks: Range<Int>, area: Area)? {
    switch work {
    case .copy: nil
    case .recode(let source, _, let area), .look(let source, let area): (source, area)
    }
  }
}

/// Cuts a frame into bands.
struct BandPlan {
  let header: Header
  let recipe: FrameRecipe
  /// Whether an EXR is made.
  let writes: Bool
  /// The part that a preview shows, if one is made.
  let shownPart: Int?

  /// How many lines a band of scan lines has, but for the last: whole chunks in source and output, at least 32.
  static func lineCount(source: Compression, output: Compression) -> Int {
    // All are powers of two, so the largest is the least common multiple.
    max(source.linesPerChunk, output.linesPerChunk, 32)
  }

  /// The bands of the frame in the order of its file.
  var bands: [Band] {
    zip(header.parts, recipe.parts).flatMap { part, recipe in
      var bands: [Band] = []
      switch recipe.treatment {
      case .recode(let recode) where writes:
        return part.storage == .tiles ? tiles(of: part) : scanLines(of: part, output: recode.compression)
      case .copy, .recode:
        if writes { bands = copies(of: part) }
        guard part.index == shownPart else { return bands }
        let shown = part.storage == .tiles ? tiles(of: part) : scanLines(of: part, output: part.compression)
        return bands + shown.filter(\.isShown).compactMap(\.asLook)
      }
    }
  }

  /// Runs of chunks that are copied, some megabytes of samples each: a lane that copies one holds up nobody for long.
  private func copies(of part: Part) -> [Band] {
    let runs = max(1, (ChunkLayout(part).pixelCount * part.bytesPerPixel) >> 22)
    let length = max(1, (part.chunkCount + runs - 1) / runs)
    return stride(from: 0, to: part.chunkCount, by: length).map { first in
      Band(part: part.index, work: .copy(first..<min(first + length, part.chunkCount)), isShown: false)
    }
  }

  private func tiles(of part: Part) -> [Band] {
    let layout = ChunkLayout(part)
    return (0..<layout.count).map { index in
      let place = layout[index]
      return Band(
        part: part.index,
        work: .recode(source: index..<index + 1, output: index..<index + 1, area: Band.Area(place)),
        isShown: part.index == shownPart && place.levelX == 0 && place.levelY == 0,
        level: Band.Level(x: place.levelX, y: place.levelY))
    }
  }

  private func scanLines(of part: Part, output: Compression) -> [Band] {
    let window = part.dataWindow
    let sourceLines = part.compression.linesPerChunk
    let outputLines = output.linesPerChunk
    let lines = BandPlan.lineCount(source: part.compression, output: output)
    return stride(from: 0, to: window.height, by: lines).map { top in
      let bottom = min(top + lines, window.height)
      func chunks(_ perChunk: Int) -> Range<Int> { top / perChunk..<(bottom + perChunk - 1) / perChunk }
      return Band(
        part: part.index,
        work: .recode(
          source: chunks(sourceLines), output: chunks(outputLines),
          area: Band.Area(
            x: window.xMin, y: window.yMin + top, width: window.width, height: bottom - top)),
        isShown: part.index == shownPart)
    }
  }
}

extension Band {
  /// The same samples decoded, and nothing written of them.
  fileprivate var asLook: Band? {
    decoded.map { Band(part: part, work: .look(source: $0.chunks, area: $0.area), isShown: isShown) }
  }
}

extension Band.Area {
  init(_ place: ChunkPlace) {
    self.init(x: place.x, y: place.y, width: place.width, height: place.height)
  }
}
