import ACES
import EXR
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// Every sample of a frame belongs to exactly one band, in the source and in the output.
struct BandTests {
  private func plan(_ parts: [PartDefinition], to compression: Compression = .piz) throws -> BandPlan {
    let header = try Headers.header(parts)
    let recipe = try FrameRecipe(
      for: header, samples: .pixels(.aces2065_1),
      form: EXRForm(space: .acescg, compression: .use(compression)),
      layers: LayerRules())
    return BandPlan(header: header, recipe: recipe, writes: true, shownPart: nil)
  }

  static let heights = [
    1, 2, 15, 16, 17, 31, 32, 33, 63, 64, 65, 96, 255, 256, 257, 300, 511, 512, 513, 1080,
  ]

  @Test(arguments: Compression.allCases, [Compression.none, .zips, .zip, .piz])
  func everyLineIsCoveredOnce(source: Compression, output: Compression) throws {
    for height in BandTests.heights {
      for top in [0, -7, 1000] {
        let window = Box(xMin: -3, yMin: top, xMax: 9, yMax: top + height - 1)
        let plan = try plan([Headers.part(compression: source, window: window)], to: output)
        var (line, sourceChunk, outputChunk) = (top, 0, 0)
        let outputLayout = ChunkLayout(plan.header.parts[0], compression: output)
        let sourceLayout = ChunkLayout(plan.header.parts[0])
        for (index, band) in plan.bands.enumerated() {
          guard case .recode(let sources, let outputs, let area) = band.work else {
            Issue.record("a colour part that is not recoded")
            return
          }
          #expect(area.y == line && area.x == -3 && area.width == 13)
          #expect(sources.lowerBound == sourceChunk && outputs.lowerBound == outputChunk)
          // At least 32 lines and whole chunks, but for the last.
          let isLast = index == plan.bands.count - 1
          #expect(area.height >= 32 || isLast)
          line += area.height
          (sourceChunk, outputChunk) = (sources.upperBound, outputs.upperBound)
          // The chunks hold the lines of the band, no more and no fewer.
          for (chunks, layout) in [(sources, sourceLayout), (outputs, outputLayout)] {
            let lines = chunks.map { layout[$0] }
            #expect(lines.first?.y == area.y)
            #expect(lines.reduce(0) { $0 + $1.height } == area.height)
          }
        }
        #expect(line == top + height)
        #expect(sourceChunk == sourceLayout.count && outputChunk == outputLayout.count)
      }
    }
  }

  @Test(arguments: [TileDescription.LevelMode.one, .mipmap, .ripmap], [TileDescription.Rounding.down, .up])
  func everyTileIsOneBandInTheOrderOfTheFile(
    mode: TileDescription.LevelMode, rounding: TileDescription.Rounding
  ) throws {
    let tiles = TileDescription(width: 16, height: 8, levelMode: mode, rounding: rounding)
    let window = Box(xMin: -5, yMin: 3, xMax: 70, yMax: 61)
    let plan = try plan([Headers.part(window: window, tiles: tiles)])
    let layout = ChunkLayout(plan.header.parts[0])
    #expect(plan.bands.count == layout.count)
    for (index, band) in plan.bands.enumerated() {
      #expect(
        band.work
          == .recode(source: index..<index + 1, output: index..<index + 1, area: Band.Area(layout[index])))
      #expect(band.level == Band.Level(x: layout[index].levelX, y: layout[index].levelY))
    }
  }

  @Test func aPartThatKeepsItsPixelsIsOneBandOfChunks() throws {
    let plan = try plan([
      Headers.part(name: "beauty"), Headers.part(name: "N", compression: .zips),
      Headers.part(
        ["Z": .float], name: "depth", tiles: TileDescription(width: 16, height: 16, levelMode: .mipmap)),
    ])
    for part in 1...2 {
      let bands = plan.bands.filter { $0.part == part }
      #expect(bands.map(\.work) == [.copy(0..<plan.header.parts[part].chunkCount)])
    }
    // Parts follow one another, as in the file.
    #expect(plan.bands.map(\.part) == plan.bands.map(\.part).sorted())
  }

  @Test func aLargePartIsCopiedInRuns() throws {
    let window = Box(xMin: 0, yMin: 0, xMax: 4095, yMax: 2159)
    let plan = try plan([
      Headers.part(name: "beauty"), Headers.part(name: "N", compression: .zip, window: window),
    ])
    let runs: [Range<Int>] = plan.bands.compactMap {
      if case .copy(let chunks) = $0.work { chunks } else { nil }
    }
    #expect(runs.count > 4)
    #expect(runs.flatMap(Array.init) == Array(0..<plan.header.parts[1].chunkCount))
  }
}
