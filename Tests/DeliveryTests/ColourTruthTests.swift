import ACES
import EXR
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

struct ColourTruthTests {
  private static func chromaticities(_ primaries: Primaries, by shift: Float = 0) -> Attribute {
    var values = Chromaticities(primaries)
    values.green.y += shift
    return Attribute("chromaticities", .chromaticities(values))
  }

  private static func id(_ text: String) -> Attribute { Attribute("colorInteropID", .string(text)) }

  private static let flag = Attribute("acesImageContainerFlag", .int(1))

  private func claim(_ attributes: [Attribute]) throws -> ColourClaim {
    var part = Headers.part()
    part.attributes = attributes
    return ColourClaim(of: try Headers.header(part), colourParts: [0])
  }

  /// Tags, strongest first, and the space they agree on.
  static let agreeing: [([Attribute], ColorSpace, [ColourEvidence])] = [
    ([flag], .aces2065_1, [.containerFlag]),
    ([id("lin_ap0_scene")], .aces2065_1, [.interopID("lin_ap0_scene")]),
    ([id("lin_ap1_scene")], .acescg, [.interopID("lin_ap1_scene")]),
    ([id("LIN_AP1_SCENE")], .acescg, [.interopID("LIN_AP1_SCENE")]),
    ([chromaticities(.ap0)], .aces2065_1, [.chromaticities]),
    ([chromaticities(.ap1)], .acescg, [.chromaticities]),
    ([chromaticities(.ap1, by: 0.0009)], .acescg, [.chromaticities]),
    ([chromaticities(.ap1, by: -0.0009)], .acescg, [.chromaticities]),
    (
      [flag, id("lin_ap0_scene"), chromaticities(.ap0)], .aces2065_1,
      [.containerFlag, .interopID("lin_ap0_scene"), .chromaticities]
    ),
    ([id("unknown"), chromaticities(.ap1)], .acescg, [.chromaticities]),
    ([id(""), chromaticities(.ap1)], .acescg, [.chromaticities]),
    ([id("ocio:acescct_ap1_scene"), chromaticities(.ap1)], .acescct, [.interopID("ocio:acescct_ap1_scene")]),
    ([Attribute("acesImageContainerFlag", .int(0)), chromaticities(.ap1)], .acescg, [.chromaticities]),
    ([Attribute("acesImageContainerFlag", .float(1)), chromaticities(.ap1)], .acescg, [.chromaticities]),
  ]

  @Test(arguments: agreeing.indices) func tagsThatAgreeMakeASpace(index: Int) throws {
    let (tags, space, evidence) = ColourTruthTests.agreeing[index]
    #expect(try claim(tags) == .space(space, evidence))
  }

  @Test func nothingIsNothing() throws {
    for tags in [[], [ColourTruthTests.id("unknown")], [ColourTruthTests.id("")]] {
      #expect(try claim(tags) == .nothing)
    }
  }

  @Test func otherSpacesAreForeignWithTheirNumbers() throws {
    for tags in [
      [ColourTruthTests.id("lin_rec709_scene")], [ColourTruthTests.chromaticities(.ap0, by: 0.0012)],
      [ColourTruthTests.chromaticities(.ap1, by: -0.0012)],
    ] {
      guard case .foreign(let words) = try claim(tags) else {
        Issue.record("\(tags) is taken for \(try claim(tags))")
        continue
      }
      #expect(words.contains("lin_rec709_scene") || words.contains("0.8") || words.contains("1.0012"))
    }
  }

  @Test func tagsThatDisagreeContradict() throws {
    let tags = [
      [ColourTruthTests.flag, ColourTruthTests.id("lin_ap1_scene")],
      [ColourTruthTests.flag, ColourTruthTests.chromaticities(.ap1)],
      [ColourTruthTests.id("lin_ap0_scene"), ColourTruthTests.chromaticities(.ap1)],
      [ColourTruthTests.id("ocio:acescc_ap1_scene"), ColourTruthTests.chromaticities(.ap0)],
      [ColourTruthTests.id("lin_rec709_scene"), ColourTruthTests.chromaticities(.ap0)],
      [ColourTruthTests.id("lin_ap0_scene"), ColourTruthTests.chromaticities(.ap0, by: 0.2)],
      [ColourTruthTests.flag, ColourTruthTests.id("ocio:acescct_ap1_scene")],
    ]
    for tags in tags {
      guard case .contradiction = try claim(tags) else {
        Issue.record("\(tags.map(\.name)) is taken for \(try claim(tags))")
        continue
      }
    }
  }

  @Test func partsSpeakForThemselvesAndTheFirstForThoseThatAreSilent() throws {
    let (ap0, ap1) = (ColourTruthTests.id("lin_ap0_scene"), ColourTruthTests.id("lin_ap1_scene"))
    func claim(_ first: [Attribute], _ second: [Attribute], of parts: [Int] = [0, 1]) throws -> ColourClaim {
      var (one, two) = (Headers.part(name: "one"), Headers.part(name: "two"))
      (one.attributes, two.attributes) = (first, second)
      return ColourClaim(of: try Headers.header(one, two), colourParts: parts)
    }
    #expect(try claim([ap0], []) == .space(.aces2065_1, [.interopID("lin_ap0_scene")]))
    #expect(try claim([ap0], [ap0]) == .space(.aces2065_1, [.interopID("lin_ap0_scene")]))
    #expect(
      try claim([ColourTruthTests.id("data")], [ap1], of: [1])
        == .space(.acescg, [.interopID("lin_ap1_scene")]))
    guard case .contradiction(let words) = try claim([ap0], [ap1]) else {
      Issue.record("parts of two spaces pass for one")
      return
    }
    #expect(words.contains("'one'") && words.contains("'two'"))
    #expect(try claim([], [], of: []) == .nothing)
  }

  /// What the file says, what the user says, and the space; nil where it is refused.
  static let settled: [(ColourClaim, from: ColorSpace?, assume: ColorSpace?, space: ColorSpace?)] = [
    (.nothing, nil, nil, nil), (.nothing, .acescg, nil, .acescg), (.nothing, nil, .acescc, .acescc),
    (.space(.acescg, [.chromaticities]), nil, nil, .acescg),
    (.space(.acescg, [.chromaticities]), .acescg, nil, .acescg),
    (.space(.acescg, [.chromaticities]), .aces2065_1, nil, .acescg),
    (.space(.acescg, [.chromaticities]), .acescct, nil, .acescg),
    (.space(.acescg, [.chromaticities]), nil, .acescct, .acescct),
    (.foreign("R 1"), nil, nil, nil), (.foreign("R 1"), .acescg, nil, nil),
    (.foreign("R 1"), nil, .acescg, .acescg),
    (.contradiction("a, but b"), nil, nil, nil), (.contradiction("a, but b"), .acescg, nil, nil),
    (.contradiction("a, but b"), nil, .acescg, .acescg),
  ]

  @Test(arguments: settled.indices) func theUsersWordIsSetBesideTheFiles(index: Int) throws {
    let each = ColourTruthTests.settled[index]
    guard let space = each.space else {
      #expect(throws: ColourObjection.self) {
        try SourceColour(
          claim: each.0, from: each.from.map(SourceSpace.space), assume: each.assume.map(SourceSpace.space))
      }
      return
    }
    let colour = try SourceColour(
      claim: each.0, from: each.from.map(SourceSpace.space), assume: each.assume.map(SourceSpace.space))
    #expect(colour.space == space)
    #expect((colour.evidence == [.assumed]) == (each.assume != nil))
    #expect((colour.evidence == [.from]) == (each.from != nil && each.0 == .nothing))
    let isOverridden = each.assume != nil && each.0 != .nothing && each.0 != .space(space, [.chromaticities])
    #expect((colour.overridden != nil) == isOverridden)
  }

  @Test func refusalsSayWhatToDo() {
    #expect(
      Refusal.Reason.colour(.lossy(part: PartName(index: 0, name: nil), compression: "b44")).advice
        == .adding(["--compression", "piz"]))
    let reasons: [Refusal.Reason] = [
      .colour(.untagged), .colour(.foreignSpace(tags: "x")), .colour(.contradictingTags(tags: "x")),
      .changingTags(frame: 2, tags: "x", firstTags: "y"),
    ]
    for reason in reasons {
      guard case .sentence(let text)? = Refusal(subject: "/in/a.####.exr", reason: reason).advice else {
        Issue.record("no advice for \(reason)")
        continue
      }
      #expect(text.contains("--assume '/in/a.####.exr=SPACE'"))
    }
  }
}
