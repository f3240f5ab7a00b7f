import ACES
import EXR
import FrameSequence
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// Where nobody says whether layers are colour, it is asked, once a name, and only where it matters.
struct LayerQuestionTests {
  private let rgb = ["R", "G", "B"]

  private func layers(_ names: String...) -> [String] {
    rgb + names.flatMap { name in rgb.map { "\(name).\($0)" } }
  }

  private func write(_ channels: [String], to name: String, in frames: Frames, tagged: Bool = true) throws {
    let tag = Attribute("chromaticities", .chromaticities(Chromaticities(.ap0)))
    try frames.write(try Frames.frame(tagged ? [tag] : [], channels: channels), to: name)
  }

  private func plan(
    _ frames: Frames, to space: ColorSpace? = .acescg, _ change: (inout Request) -> Void = { _ in }
  ) -> Plan {
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: space)
    change(&request)
    return Planner(request).plan()
  }

  private func tree() throws -> Frames {
    let frames = try Frames()
    try write(layers("diffuse", "N", "foo"), to: "in/a/a.0001.exr", in: frames)
    try write(layers("foo", "ba*r"), to: "in/b/b.0001.exr", in: frames)
    try write(layers("diffuse", "N"), to: "in/c/c.0001.exr", in: frames)
    return frames
  }

  @Test func eachNameIsAskedOnceOverTheWholeTree() throws {
    let frames = try tree()
    let plan = plan(frames)
    let (a, b) = ("\(frames.path("in/a/a.####.exr"))", "\(frames.path("in/b/b.####.exr"))")
    let refusal = try #require(plan.refusals.first)
    #expect(plan.refusals.count == 1)
    #expect(refusal.subject == "2 sequences")
    guard case .colour(.unknownLayers(let layers)) = refusal.reason else {
      Issue.record("\(refusal)")
      return
    }
    #expect(layers.map(\.name) == ["foo", "ba*r"])
    #expect(layers.map(\.sequences) == [[a, b], [b]])
    #expect(refusal.reason.text.contains("foo (in 2 sequences, first in \(a)), ba*r (in \(b))"))
    #expect(plan.sequences.map(\.source) == [frames.path("in/c/c.####.exr")])
    #expect(Report(of: plan).refusals.map(\.layers) == [layers])
  }

  @Test func bothAnswersCanBePastedAndWork() throws {
    let frames = try tree()
    let choices = try #require(plan(frames).refusals.mendingChoices)
    #expect(
      choices.map(\.arguments) == [
        ["--colour-layer", "foo", "--colour-layer", "ba[*]r"],
        ["--data-layer", "foo", "--data-layer", "ba[*]r"],
      ])
    #expect(choices.map(\.condition) == ["they are colour", "they are data"])
    let colour = plan(frames) { $0.delivery.rules.colour = ["foo", "ba[*]r"] }
    #expect(colour.refusals.isEmpty)
    #expect(colour.sequences[1].channels.layers.colour == ["RGB", "ba*r", "foo"])
    #expect(colour.sequences[1].channels.converted.count == 9)
    let data = plan(frames) { $0.delivery.rules.data = ["foo", "ba[*]r"] }
    #expect(data.refusals.isEmpty)
    #expect(data.sequences[1].channels.layers.data == ["ba*r", "foo"])
    #expect(data.sequences[1].channels.converted.count == 3)
  }

  @Test(arguments: [LayerClass.colour, .data]) func oneAnswerSettlesTheRest(kind: LayerClass) throws {
    let frames = try tree()
    let plan = plan(frames) { $0.delivery.rules.unknown = kind }
    #expect(plan.refusals.isEmpty)
    #expect(plan.sequences[0].channels.layers.unknown == [])
    #expect(plan.sequences[0].channels.converted.contains("foo.R") == (kind == .colour))
    #expect(!plan.sequences[0].channels.converted.contains("N.R"))
  }

  @Test func nothingIsAskedWhereNothingWouldChange() throws {
    let frames = try Frames()
    try write(layers("foo"), to: "in/a.0001.exr", in: frames)
    let same = plan(frames, to: .aces2065_1)
    #expect(same.refusals.isEmpty)
    #expect(same.sequences.first?.channels.layers.unknown == ["foo"])
    let kept = plan(frames, to: nil) { $0.delivery.conversion?.compression = .keep }
    #expect(kept.refusals.isEmpty)
    let previews = plan(frames) {
      $0.delivery.conversion = nil
      $0.delivery.preview = PreviewRequest(output: frames.path("previews"), creationTime: 0)
    }
    #expect(previews.refusals.isEmpty)
    #expect(previews.sequences.first?.shown == rgb)
  }

  @Test func everyShapeOfFrameIsLookedAt() throws {
    let frames = try Frames()
    try write(layers("foo"), to: "in/a.0001.exr", in: frames)
    try write(layers("foo", "bar"), to: "in/a.0002.exr", in: frames)
    try write(layers(), to: "in/a.0003.exr", in: frames)
    guard case .colour(.unknownLayers(let layers))? = plan(frames).refusals.first?.reason else {
      Issue.record("nothing is asked")
      return
    }
    #expect(layers.map(\.name) == ["foo", "bar"])
    #expect(layers.map(\.sequences.count) == [1, 1])
  }

  @Test func narrowingIsAChange() throws {
    let part = Headers.part(["R": .half, "G": .half, "B": .half, "x.R": .float, "x.G": .float, "x.B": .float])
    let header = try Headers.header(part)
    func reason(_ depth: DepthPolicy) -> ColourObjection? {
      do throws(ColourObjection) {
        _ = try FrameRecipe(
          for: header, samples: .pixels(.acescg), form: EXRForm(space: .acescg, depth: depth),
          layers: LayerRules())
        return nil
      } catch {
        return error
      }
    }
    #expect(reason(.half) == .unknownLayers(layers: [UnknownLayer(name: "x")]))
    #expect(reason(.keep) == nil)
  }

  @Test func aPreviewOfWhatMayBeDataIsAskedFor() throws {
    let frames = try Frames()
    try write(rgb.map { "foo.\($0)" }, to: "in/a.0001.exr", in: frames)
    func plan(_ rules: LayerRules) -> Plan {
      self.plan(frames) {
        $0.delivery.conversion = nil
        $0.delivery.preview = PreviewRequest(output: frames.path("previews"), creationTime: 0)
        $0.delivery.rules = rules
      }
    }
    guard case .colour(.unknownLayers)? = plan(LayerRules()).refusals.first?.reason else {
      Issue.record("nothing is asked")
      return
    }
    #expect(plan(LayerRules(colour: ["foo"])).sequences.first?.shown == ["foo.R", "foo.G", "foo.B"])
    #expect(
      plan(LayerRules(data: ["foo"])).refusals.first?.reason.text.contains("red, green and blue") == true)
  }

  @Test func retaggingAsksNothing() throws {
    let frames = try Frames()
    try write(rgb.map { "foo.\($0)" }, to: "in/a.0001.exr", in: frames)
    let plan = plan(frames, to: nil) {
      $0.delivery.conversion?.compression = .keep
      $0.delivery.conversion?.depth = .keep
    }
    #expect(plan.refusals.isEmpty)
    #expect(plan.sequences.first?.isPassThrough == true)
  }

  @Test func spaceAndLayersAreAskedForAtOnce() throws {
    let frames = try Frames()
    try write(layers("foo"), to: "in/a.0001.exr", in: frames, tagged: false)
    let refusals = plan(frames).refusals
    #expect(refusals.count == 2)
    #expect(refusals.map(\.reason).contains(.colour(.untagged)))
    guard case .colour(.unknownLayers)? = refusals.last?.reason else {
      Issue.record("the layers are not asked for: \(refusals)")
      return
    }
  }
}
