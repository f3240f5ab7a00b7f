import EXR
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

struct ChannelClassesTests {
  private func layer(_ name: String) -> [String: PixelType] {
    ["\(name).R": .half, "\(name).G": .half, "\(name).B": .half]
  }

  @Test(arguments: ["diffuse", "N", "other"]) func aNameSaysWhatALayerIs(name: String) throws {
    let header = try Headers.header(Headers.part(layer(name)))
    let classes = ChannelClasses(of: header.parts[0])
    #expect(classes.triples.map(\.name) == (name == "diffuse" ? [name] : []))
    #expect(classes.data.map(\.name) == (name == "N" ? [name] : []))
    #expect(classes.unknown.map(\.name) == (name == "other" ? [name] : []))
    #expect(classes.copied.count == (name == "diffuse" ? 0 : 3))
  }

  @Test(arguments: ["N", "crypto", "depth.left", "matte"]) func soDoesTheNameOfAPart(name: String) throws {
    let header = try Headers.header(Headers.part(name: name), Headers.part(name: "beauty"))
    #expect(ChannelClasses(of: header.parts[0]).triples.isEmpty)
    #expect(ChannelClasses(of: header.parts[0]).data.map(\.name) == [name])
    #expect(ChannelClasses(of: header.parts[1]).triples.count == 1)
  }

  @Test func aPartThatIsTaggedDataIsData() throws {
    let tag = Attribute("colorInteropID", .string("data"))
    let header = try Headers.header(Headers.part(name: "beauty", tag), Headers.part(name: "diffuse"))
    #expect(Headers.colour(of: header).count == 3)
    #expect(ChannelClasses(of: header.parts[0]).triples.isEmpty)
  }

  @Test(arguments: [
    (["R", "G", "B"], 1), (["r", "g", "b"], 1), (["Red", "green", "BLUE"], 1), (["R", "green", "b"], 1),
    (["a.R", "a.G", "b.B"], 0), (["R", "G"], 0), (["Y"], 0), (["R", "G", "B", "a.R"], 1),
    (["R", "G", "B", "a.R", "a.G", "a.B"], 2), (["a.b.R", "a.b.G", "a.b.B"], 1), (["a.R", "A.G", "a.B"], 0),
    (["Rx", "Gx", "Bx"], 0), (["RG", "GB", "BR"], 0), (["xR", "xG", "xB"], 0),
  ])
  func allThreeOfOneLayerAreNeeded(names: [String], layers: Int) throws {
    let header = try Headers.header(
      Headers.part(Dictionary(uniqueKeysWithValues: names.map { ($0, PixelType.half) })))
    let rules = LayerRules(unknown: .colour)
    #expect(ChannelClasses(of: header.parts[0], rules: rules).triples.count == layers)
  }

  @Test func theOrderOfAMatrixIsRedGreenBlue() throws {
    let header = try Headers.header(Headers.part(["B": .half, "G": .half, "R": .half, "A": .half]))
    let part = header.parts[0]
    let triple = try #require(ChannelClasses(of: part).triples.first)
    #expect(triple.indices.map { part.channels[$0].name } == ["R", "G", "B"])
    #expect(triple.alpha.map { part.channels[$0].name } == "A")
    #expect(ChannelClasses(of: part).copied.map { part.channels[$0].name } == ["A"])
  }

  @Test func theLetterWinsOverTheWord() throws {
    var channels = Headers.rgb
    channels["red"] = .half
    let header = try Headers.header(Headers.part(channels))
    #expect(Headers.colour(of: header) == ["B", "G", "R"])
  }

  @Test func everyChannelIsEitherConvertedOrCopied() throws {
    var channels = Headers.rgb
    for name in ["A", "Z", "N.X", "diffuse.R", "diffuse.G", "diffuse.B", "crypto00.R", "id"] {
      channels[name] = .half
    }
    let part = try Headers.header(Headers.part(channels)).parts[0]
    let classes = ChannelClasses(of: part)
    let all = classes.triples.flatMap(\.indices) + classes.copied
    #expect(all.sorted() == Array(part.channels.indices))
  }

  @Test func theUserHasTheLastWord() throws {
    var channels = layer("matte")
    channels.merge(layer("diffuse")) { first, _ in first }
    let header = try Headers.header(Headers.part(channels))
    #expect(Headers.colour(of: header, rules: LayerRules(colour: ["matte"])).count == 6)
    #expect(Headers.colour(of: header, rules: LayerRules(data: ["diffuse"])).isEmpty)
    #expect(
      Headers.colour(of: header, rules: LayerRules(colour: ["matte"], data: ["matte", "diffuse"])).count == 3)
  }
}
