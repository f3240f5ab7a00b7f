import EXR
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// What else than the words of a name says whether a layer is colour.
struct LayerClassTests {
  private func part(
    _ name: String? = nil, index: Int = 0, _ attributes: Attribute...
  ) throws -> Part {
    let first = Headers.part(name: "all of it")
    var own = Headers.part(name: name)
    own.attributes += attributes
    return try Headers.header(index == 0 ? [own] : [first, own]).parts[index]
  }

  private func kind(_ layer: String, _ part: Part, _ rules: LayerRules = LayerRules()) -> LayerClass {
    LayerClass(ofLayer: layer, in: part, rules: rules)
  }

  @Test(arguments: [nil, "", "sh010", "tiled", "rgba", "left", "subimage00"] as [String?])
  func theFirstPartIsThePicture(name: String?) throws {
    #expect(kind("", try part(name)) == .colour)
  }

  @Test(
    arguments: [
      ("sh010", .unknown), ("part2", .unknown), ("subimage01", .unknown), ("rgba", .colour),
      ("right", .colour),
      ("rgba_right", .colour), ("depth", .data), ("diffuse_depth", .unknown),
    ] as [(String, LayerClass)])
  func laterPartsGoByTheirNames(name: String, wanted: LayerClass) throws {
    #expect(kind("", try part(name, index: 1)) == wanted)
  }

  @Test(
    arguments: [
      ("N", "beauty", .data), ("N", "rgba", .data), ("diffuse", "beauty", .colour),
      ("diffuse", "sh010", .colour),
      ("diffuse", "N", .unknown), ("asset00", "cryptomatte", .data), ("foo", "beauty", .unknown),
      ("foo", "rgba", .unknown), ("left", "N", .data), ("left", "rgba", .colour),
      ("diffuse_depth", "N", .unknown),
    ] as [(String, String, LayerClass)])
  func theLayerIsCloserThanThePart(layer: String, name: String, wanted: LayerClass) throws {
    #expect(kind(layer, try part(name)) == wanted)
    #expect(kind(layer, try part(name, index: 1)) == wanted)
  }

  @Test func viewsOfTheFileAreColour() throws {
    let views = Attribute("multiView", .stringVector(["ctr", "wit"]))
    #expect(kind("wit", try part(nil, views)) == .colour)
    #expect(kind("N.wit", try part(nil, views)) == .data)
    #expect(kind("foo.wit", try part(nil, views)) == .unknown)
    #expect(kind("wit", try part()) == .unknown)
    let view = Attribute("view", .string("wit"))
    #expect(kind("", try part("wit", index: 1, view)) == .colour)
    #expect(kind("", try part("depth.wit", index: 1, view)) == .data)
    #expect(kind("", try part("foo.wit", index: 1, view)) == .unknown)
  }

  @Test func thePartsOwnIdentifierAnswers() throws {
    func tagged(_ id: String) throws -> Part { try part(nil, Attribute("colorInteropID", .string(id))) }
    #expect(kind("foo", try tagged("lin_ap1_scene")) == .colour)
    #expect(kind("foo", try tagged("data")) == .data)
    #expect(kind("diffuse", try tagged("data")) == .data)
    #expect(kind("N", try tagged("lin_ap1_scene")) == .data)
    #expect(kind("foo", try tagged("unknown")) == .unknown)
    #expect(kind("foo", try tagged("")) == .unknown)
  }

  @Test func theUserHasTheLastWord() throws {
    let part = try part("sh010")
    #expect(kind("N", part, LayerRules(colour: ["N"])) == .colour)
    #expect(kind("diffuse", part, LayerRules(data: ["diff*"])) == .data)
    #expect(kind("LG_x", part, LayerRules(colour: ["LG_?"])) == .colour)
    #expect(kind("foo", part, LayerRules(colour: ["Foo"])) == .unknown)
    // A name in full beats a pattern, whichever option has it.
    #expect(kind("foo", part, LayerRules(colour: ["*"], data: ["foo"])) == .data)
    #expect(kind("foo", part, LayerRules(colour: ["foo"], data: ["*"])) == .colour)
    // The part's name does as well.
    #expect(kind("foo", part, LayerRules(data: ["sh*"])) == .data)
    for kind in [LayerClass.colour, .data] {
      let rules = LayerRules(unknown: kind)
      #expect(self.kind("foo", part, rules) == kind)
      #expect(self.kind("N", part, rules) == .data)
      #expect(self.kind("diffuse", part, rules) == .colour)
    }
  }
}
