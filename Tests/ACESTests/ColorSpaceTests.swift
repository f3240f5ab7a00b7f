import Testing

@testable import ACES

@Suite("Colour spaces")
struct ColorSpaceTests {
  @Test("Names and aliases, in any case", arguments: ColorSpace.allCases)
  func names(space: ColorSpace) {
    for name in [space.name] + space.aliases {
      #expect(ColorSpace(named: name) == space)
      #expect(ColorSpace(named: name.uppercased()) == space)
      #expect(ColorSpace(named: name.lowercased()) == space)
    }
  }

  @Test("Every name means one space")
  func namesAreUnique() {
    let all = ColorSpace.allCases.flatMap { Set(([$0.name] + $0.aliases).map { $0.lowercased() }) }
    #expect(Set(all).count == all.count)
  }

  @Test(
    "Names of OpenColorIO's configurations",
    arguments: [
      ("ACES - ACES2065-1", ColorSpace.aces2065_1), ("lin_ap0", .aces2065_1), ("ACES", .aces2065_1),
      ("ACES - ACEScg", .acescg), ("lin_ap1", .acescg), ("lin_ap1_scene", .acescg),
      ("ACES - ACEScc", .acescc), ("acescc_ap1", .acescc),
      ("ACES - ACEScct", .acescct), ("ocio:acescct_ap1_scene", .acescct),
    ])
  func openColorIO(name: String, space: ColorSpace) {
    #expect(ColorSpace(named: name) == space)
  }

  @Test(
    "Other names are no space",
    arguments: ["", "srgb", "lin_rec709_scene", "unknown", "aces cg", "acesproxy"])
  func strangers(name: String) {
    #expect(ColorSpace(named: name) == nil)
    #expect(ColorSpace(colorInteropID: name) == nil)
  }

  @Test("Interop IDs")
  func interopIDs() {
    #expect(
      ColorSpace.allCases.map(\.colorInteropID)
        == ["lin_ap0_scene", "lin_ap1_scene", "ocio:acescc_ap1_scene", "ocio:acescct_ap1_scene"])
    for space in ColorSpace.allCases {
      #expect(ColorSpace(colorInteropID: space.colorInteropID) == space)
      #expect(ColorSpace(colorInteropID: space.colorInteropID.uppercased()) == space)
    }
    // A name is no interop ID.
    #expect(ColorSpace(colorInteropID: "acescg") == nil)
  }

  @Test("Logarithms and primaries")
  func properties() {
    #expect(ColorSpace.allCases.map(\.isLogarithmic) == [false, false, true, true])
    #expect(ColorSpace.aces2065_1.primaries == .ap0)
    for space in [ColorSpace.acescg, .acescc, .acescct] { #expect(space.primaries == .ap1) }
  }

  static let ap0: [Float] = [0.7347, 0.2653, 0, 1, 0.0001, -0.077, 0.32168, 0.33767]
  static let ap1: [Float] = [0.713, 0.293, 0.165, 0.83, 0.128, 0.044, 0.32168, 0.33767]

  @Test("Chromaticities within 0.001")
  func chromaticities() {
    #expect(Primaries.ap0.chromaticities == Self.ap0)
    #expect(Primaries.ap1.chromaticities == Self.ap1)
    #expect(ColorSpace(chromaticities: Self.ap0) == .aces2065_1)
    #expect(ColorSpace(chromaticities: Self.ap1) == .acescg)
    for index in 0..<8 {
      for (offset, matches) in [(Float(0.0009), true), (-0.0009, true), (0.0011, false), (-0.0011, false)] {
        var moved = Self.ap1
        moved[index] += offset
        #expect((ColorSpace(chromaticities: moved) == .acescg) == matches)
      }
      for wrong in [Float.nan, .infinity, -.infinity] {
        var broken = Self.ap0
        broken[index] = wrong
        #expect(ColorSpace(chromaticities: broken) == nil)
      }
    }
  }

  @Test("Other chromaticities are no space")
  func otherChromaticities() {
    let rec709: [Float] = [0.64, 0.33, 0.3, 0.6, 0.15, 0.06, 0.3127, 0.329]
    #expect(ColorSpace(chromaticities: rec709) == nil)
    #expect(ColorSpace(chromaticities: []) == nil)
    #expect(ColorSpace(chromaticities: Array(Self.ap0.dropLast())) == nil)
    #expect(ColorSpace(chromaticities: [Float](repeating: 0, count: 8)) == nil)
  }
}
