import ACES
import EXR
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

struct ColourTagsTests {
  private func edits(
    _ parts: [PartDefinition], to: ColorSpace, tags: TagPolicy = .both, from: ColorSpace = .aces2065_1
  ) throws -> [PartEdit] {
    let form = EXRForm(space: to, tags: tags)
    let header = try Headers.header(parts)
    return try FrameRecipe(for: header, samples: .pixels(from), form: form, layers: LayerRules())
      .edits(for: header, form: form)
  }

  private func id(_ edit: PartEdit) -> AttributeValue? {
    edit.set.first { $0.name == "colorInteropID" }?.value
  }

  private func primaries(_ edit: PartEdit) -> AttributeValue? {
    edit.set.first { $0.name == "chromaticities" }?.value
  }

  @Test(arguments: ColorSpace.allCases, TagPolicy.allCases)
  func everyTargetHasItsTagsAndNoOther(to: ColorSpace, tags: TagPolicy) throws {
    let edit = try #require(try edits([Headers.part()], to: to, tags: tags).first)
    #expect(id(edit) == .string(to.colorInteropID))
    #expect(edit.removed.contains("acesImageContainerFlag"))
    let isCarried = tags == .both && !to.isLogarithmic
    #expect(primaries(edit) == (isCarried ? .chromaticities(Chromaticities(to.primaries)) : nil))
    #expect(edit.removed.contains("chromaticities") == !isCarried)
  }

  @Test func primariesAreThoseOfTheSpecifications() {
    #expect(
      Chromaticities(.ap0).values == [0.7347, 0.2653, 0, 1, 0.0001, -0.0770, 0.32168, 0.33767])
    #expect(
      Chromaticities(.ap1).values == [0.713, 0.293, 0.165, 0.830, 0.128, 0.044, 0.32168, 0.33767])
  }

  @Test func dataPartsLoseStaleIdentifiersAndKeepTrueOnes() throws {
    let stale = Attribute("colorInteropID", .string("lin_ap0_scene"))
    let data = Attribute("colorInteropID", .string("data"))
    let parts = try edits(
      [
        Headers.part(name: "beauty", stale), Headers.part(name: "N", stale),
        Headers.part(name: "extra", data),
        Headers.part(["Z": .float], name: "depth"),
      ], to: .acescg)
    #expect(parts.map(id) == [.string("lin_ap1_scene"), nil, nil, nil])
    #expect(parts.map { $0.removed.contains("colorInteropID") } == [false, true, false, true])
    #expect(parts.allSatisfy { $0.removed.contains("acesImageContainerFlag") })
  }

  @Test func readersFindTheIdentifierInTheFirstPart() throws {
    let parts = try edits([Headers.part(name: "N"), Headers.part(name: "beauty")], to: .acescg)
    #expect(parts.map(id) == [.string("lin_ap1_scene"), .string("lin_ap1_scene")])
    let data = Attribute("colorInteropID", .string("data"))
    let tagged = try edits([Headers.part(name: "N", data), Headers.part(name: "beauty")], to: .acescg)
    #expect(tagged.map(id) == [nil, .string("lin_ap1_scene")])
    #expect(!tagged[0].removed.contains("colorInteropID"))
  }
}
