import ACES
import EXR
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

struct FrameRecipeTests {
  private func treatments(
    _ parts: [PartDefinition], from: ColorSpace = .aces2065_1, to: ColorSpace = .acescg,
    compression: CompressionPolicy = .use(.piz), depth: DepthPolicy = .half
  ) throws -> [PartRecipe.Treatment] {
    try FrameRecipe(
      for: try Headers.header(parts), samples: .pixels(from),
      form: EXRForm(space: to, compression: compression, depth: depth), layers: LayerRules()
    ).parts.map(\.treatment)
  }

  private func recode(_ treatment: PartRecipe.Treatment?) -> PartRecipe.Recode? {
    if case .recode(let recode)? = treatment { recode } else { nil }
  }

  @Test func colourIsRecodedAndDataCopied() throws {
    let found = try treatments([
      Headers.part(name: "beauty"), Headers.part(name: "N", compression: .rle),
      Headers.part(["Z": .float], name: "depth", compression: .zips),
    ])
    #expect(recode(found.first)?.compression == .piz)
    #expect(recode(found.first)?.converts == true)
    #expect(Array(found.dropFirst()) == [.copy, .copy])
  }

  @Test func nothingChangesWhereNothingIsAsked() throws {
    for compression in Compression.allCases {
      let part = Headers.part(compression: compression)
      #expect(try treatments([part], to: .aces2065_1, compression: .keep) == [.copy])
      let piz = try treatments([part], to: .aces2065_1)
      #expect((piz == [.copy]) == (compression == .piz))
      if compression != .piz { #expect(recode(piz.first)?.converts == false) }
    }
  }

  @Test func floatBecomesHalfUnlessItIsToStay() throws {
    let part = Headers.part(
      ["R": .float, "G": .float, "B": .float, "A": .float, "Z": .float], compression: .piz)
    let half = try #require(recode(try treatments([part], to: .aces2065_1).first))
    #expect(half.types.values.allSatisfy { $0 == .half })
    // A, B, G, R, Z: the order of the file.
    #expect(Set(half.types.keys) == [1, 2, 3])
    #expect(!half.converts)
    #expect(try treatments([part], to: .aces2065_1, depth: .keep) == [.copy])
    #expect(recode(try treatments([part], depth: .keep).first)?.types == [:])
  }

  @Test(arguments: Compression.allCases) func lossyCompressionIsKeptOverUnchangedPixelsOnly(
    compression: Compression
  ) throws {
    let isLossy = [.b44, .b44a, .dwaa, .dwab].contains(compression)
    let part = Headers.part(compression: compression)
    if isLossy {
      #expect(throws: ColourObjection.self) { try treatments([part], compression: .keep) }
    } else {
      #expect(recode(try treatments([part], compression: .keep).first)?.compression == compression)
    }
    #expect(recode(try treatments([part]).first)?.compression == .piz)
  }

  /// What cannot be converted, and words of the reason.
  static let refused: [([PartDefinition], [String])] = [
    ([Headers.part(["Z": .float])], ["no red, green and blue", "Z"]),
    ([Headers.part(["Y": .half, "RY": .half, "BY": .half])], ["luminance-chroma"]),
    ([Headers.part(["R": .uint, "G": .uint, "B": .uint])], ["uint"]),
    ([Headers.part(["R": .half, "G": .float, "B": .half])], ["mixes sample types"]),
    ([Headers.part(name: "N"), Headers.part(["Z": .float], name: "depth")], ["no red, green and blue"]),
  ]

  @Test(arguments: refused.indices) func whatCannotBeConvertedIsRefused(index: Int) throws {
    let (parts, words) = FrameRecipeTests.refused[index]
    let reason = #expect(throws: ColourObjection.self) { try treatments(parts) }
    for word in words { #expect(reason?.text.contains(word) == true, "\(word)") }
  }

  @Test func tilesAndLevelsAreNoObstacle() throws {
    for mode in [TileDescription.LevelMode.one, .mipmap, .ripmap] {
      let part = Headers.part(tiles: TileDescription(width: 16, height: 16, levelMode: mode))
      #expect(recode(try treatments([part]).first) != nil)
    }
  }

  @Test(arguments: [("piz", Compression.piz), ("ZIP", .zip), ("zips", .zips), ("None", .none)])
  func compressionsHaveNames(name: String, compression: Compression) {
    #expect(CompressionPolicy(named: name) == .use(compression))
  }

  @Test func otherCompressionsAreNotWritten() {
    #expect(CompressionPolicy(named: "keep") == .keep)
    for name in ["", "dwaa", "b44", "pxr24", "rle", "piz "] { #expect(CompressionPolicy(named: name) == nil) }
  }

  @Test func spacesHaveNames() {
    for space in ColorSpace.allCases {
      for name in [space.name] + space.aliases { #expect(SourceSpace(name) == .space(space)) }
    }
    for name in ["", "rec709", "acesproxy14", "ap2", "acescg "] { #expect(SourceSpace(name) == nil) }
    #expect(SourceSpace("acesproxy10")?.space == nil)
    #expect(SourceSpace.knownSpaces == ["aces2065-1", "acescg", "acescc", "acescct"])
  }
}
