import ACES
import EXR
import Files
import FrameSequence
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// Tags give way to what is said of the sequence, and to nothing that is said of another.
struct AssumptionTests {
  private static let ap1 = Attribute("colorInteropID", .string("lin_ap1_scene"))

  /// Two shots in AP0, one in AP1 and one without a tag.
  private func tree() throws -> Frames {
    let frames = try Frames()
    try frames.sequence("in/a/a.", 1...2, PlannerTests.ap0)
    try frames.sequence("in/b/b.", 1...2, PlannerTests.ap0)
    try frames.sequence("in/c/c.", 1...2, AssumptionTests.ap1)
    try frames.sequence("in/d/d.", 1...2)
    return frames
  }

  private func plan(
    _ frames: Frames, _ assume: Assumption?, of inputs: [String] = ["in"], from: ColorSpace? = nil
  ) -> Plan {
    var request = Request(inputs: inputs.map(frames.path))
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescct)
    request.common.from = from.map(SourceSpace.space)
    request.delivery.assume = assume
    return Planner(request).plan()
  }

  private func named(_ names: [(String, ColorSpace)], in frames: Frames) -> Assumption {
    .named(names.map { Assumption.Named(pattern: frames.path($0.0).bytes, source: .space($0.1)) })
  }

  private func spaces(_ plan: Plan) -> [ColorSpace?] { plan.sequences.map(\.colour.space) }

  @Test func fromIsForTheUntaggedAlone() throws {
    let plan = try plan(tree(), nil, from: .acescc)
    #expect(plan.refusals.isEmpty)
    #expect(spaces(plan) == [.aces2065_1, .aces2065_1, .acescg, .acescc])
    #expect(plan.sequences.map(\.colour.isTagged) == [true, true, true, false])
  }

  @Test func tagsThatDisagreeRefuseTheWholeRequest() throws {
    let frames = try tree()
    let plan = plan(frames, .all(.space(.acescg)))
    #expect(plan.sequences.isEmpty && plan.refusals.map(\.subject) == ["the request"])
    let refusal = try #require(plan.refusals.first)
    for words in ["a.0001.exr says aces2065-1", "c.0001.exr says acescg"] {
      #expect(refusal.reason.text.contains(words), "\(refusal.reason.text)")
    }
    guard case .sentence(let advice)? = refusal.advice else {
      Issue.record("no advice")
      return
    }
    #expect(advice.contains("PATTERN=SPACE") && !advice.contains("aces"))
  }

  /// Frames without a tag do not disagree, and neither does one contradiction that all files have.
  @Test func aShowThatIsMistaggedThroughoutIsOverridden() throws {
    let plan = try plan(tree(), .all(.space(.acescg)), of: ["in/a", "in/b", "in/d"])
    #expect(plan.refusals.isEmpty && spaces(plan) == [.acescg, .acescg, .acescg])
    #expect(plan.sequences.map { $0.colour.overridden != nil } == [true, true, false])
    let frames = try Frames()
    let flag = Attribute("acesImageContainerFlag", .int(1))
    try frames.sequence("in/a.", 1...2, flag, AssumptionTests.ap1)
    try frames.sequence("in/b.", 1...2, flag, AssumptionTests.ap1)
    #expect(spaces(self.plan(frames, .all(.space(.acescg)))) == [.acescg, .acescg])
  }

  @Test func aNameOverridesItsSequenceAlone() throws {
    let frames = try tree()
    let plan = plan(
      frames, named([("in/c/c.####.exr", .aces2065_1), ("in/d/d.####.exr", .acescc)], in: frames))
    #expect(plan.refusals.isEmpty)
    #expect(spaces(plan) == [.aces2065_1, .aces2065_1, .aces2065_1, .acescc])
    #expect(plan.sequences.map { $0.colour.overridden != nil } == [false, false, true, false])
    // The untagged can be said by the other option beside it.
    let both = self.plan(
      frames, named([("in/c/c.####.exr", .aces2065_1)], in: frames), from: .acescct)
    #expect(spaces(both) == [.aces2065_1, .aces2065_1, .aces2065_1, .acescct])
  }

  @Test func aGlobNamesSeveral() throws {
    let frames = try tree()
    let plan = plan(frames, named([("in/[ab]/*", .acescg)], in: frames), from: .acescc)
    #expect(spaces(plan) == [.acescg, .acescg, .acescg, .acescc])
    // Nothing in it stands for a slash.
    #expect(self.plan(frames, named([("in/*", .acescg)], in: frames), from: .acescc).sequences.isEmpty)
  }

  @Test func namesAreBytesAndTheirText() throws {
    let frames = try Frames()
    try frames.sequence("in/a[1]\\x.", 1...2, AssumptionTests.ap1)
    let path = frames.path("in/a[1]\\x.####.exr")
    for name in [path.bytes, Array(PathText.encode(path.bytes).utf8)] {
      let plan = plan(
        frames, .named([Assumption.Named(pattern: name, source: .space(.aces2065_1))]))
      #expect(spaces(plan) == [.aces2065_1])
    }
  }

  @Test func aNameOfNothingRefusesTheWholeRequest() throws {
    let frames = try tree()
    let plan = plan(
      frames, named([("in/c/c.####.exr", .aces2065_1), ("in/e.####.exr", .acescg)], in: frames), from: .acescc
    )
    #expect(plan.sequences.isEmpty && plan.refusals.count == 1)
    let refusal = try #require(plan.refusals.first)
    #expect(refusal.subject == "the request")
    #expect(refusal.reason.text.contains("\(frames.path("in/e.####.exr"))"))
    guard case .sentence(let advice)? = refusal.advice else {
      Issue.record("no advice")
      return
    }
    #expect(advice.contains("there is \(frames.path("in/a/a.####.exr")), "))
  }

  @Test func twoSpacesForOneSequenceAreRefused() throws {
    let frames = try tree()
    let plan = plan(
      frames, named([("in/c/*", .aces2065_1), ("in/c/c.####.exr", .acescc)], in: frames), of: ["in/c"])
    #expect(plan.sequences.isEmpty)
    #expect(plan.refusals.first?.reason.text.contains("aces2065-1 and with acescc") == true)
    let agreed = self.plan(
      frames, named([("in/c/*", .acescc), ("in/*/c*", .acescc)], in: frames), of: ["in/c"])
    #expect(spaces(agreed) == [.acescc])
  }

  /// What is said of a shot is not said of a slate whose tags say something else.
  @Test func aSlateKeepsItsTagsUnlessItIsNamed() throws {
    let frames = try tree()
    try frames.sequence("card.", 7...7, AssumptionTests.ap1)
    func plan(_ assume: Assumption) -> Plan {
      var request = Request(inputs: [frames.path("in/a")])
      request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescct)
      request.common.numbering.slate = .file(frames.path("card.0007.exr"))
      request.delivery.assume = assume
      return Planner(request).plan()
    }
    let refused = plan(.all(.space(.acescc)))
    #expect(refused.sequences.isEmpty)
    #expect(refused.refusals.first?.reason.text.contains("its own say acescg") == true)
    for (name, from) in [("in/a/a.####.exr", ColorSpace.acescg), ("card.0007.exr", .acescc)] {
      let plan = plan(named([(name, .acescc)], in: frames))
      #expect(plan.refusals.isEmpty)
      guard case .deliver(let slate)? = plan.sequences.first?.slate?.intent else {
        Issue.record("no slate")
        continue
      }
      #expect(slate.input.content == .exr(from))
    }
  }
}
