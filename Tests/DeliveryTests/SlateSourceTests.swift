import ACES
import EXR
import FrameSequence
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// A slate that is a frame of the source, or a file of its own.
struct SlateSourceTests {
  @Test func aFirstFrameAsSlateHasItsOwnNumber() throws {
    let frames = try Frames()
    try frames.sequence("in/a.", [1000] + Array(1009...1011), PlannerTests.ap0)
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    request.common.numbering = NumberingRequest(anchor: .start(1001), slate: .first)
    let plan = Planner(request).plan()
    let slate = try #require(plan.sequences.first?.slate)
    #expect(slate.sourceFrame == 1000 && slate.outputFrame == 1000)
    #expect(Report(of: plan).sequences.first?.slate?.sourceFrame == 1000)
  }

  @Test func whatIsWrongWithASlateFileIsSaidOfIt() throws {
    func refusal(_ attributes: [Attribute], channels: [String] = ["R", "G", "B"]) throws -> String? {
      let frames = try Frames()
      try frames.sequence("in/a.", 1...2, PlannerTests.ap0)
      try frames.write(Frames.frame(attributes, channels: channels), to: "card.exr")
      var request = Request(inputs: [frames.path("in")])
      request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
      request.common.numbering = NumberingRequest(slate: .file(frames.path("card.exr")))
      let texts = Planner(request).plan().refusals.map(\.reason.text)
      #expect(
        texts.allSatisfy { $0.hasPrefix("the slate \(frames.path("card.exr").string)") } && texts.count < 2)
      return texts.first
    }
    #expect(try refusal([PlannerTests.ap0]) == nil)
    #expect(try refusal([])?.contains("no colour tag says") == true)
    #expect(try refusal([PlannerTests.ap0], channels: ["Y"])?.contains("(Y)") == true)
    let aspect = Attribute("pixelAspectRatio", .float(2))
    #expect(try refusal([PlannerTests.ap0, aspect])?.contains("aspect 2.0, and the shot of 1.0") == true)
  }
}
