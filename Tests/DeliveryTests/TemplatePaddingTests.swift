import ACES
import EXR
import Files
import FrameSequence
import Slate
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// What a template shows of the padding holds for warnings and slates as it does for names.
struct TemplatePaddingTests {
  private func sequence(_ template: String, start: Int, pad: Int? = nil) throws -> SequencePlan {
    let frames = try Frames()
    try frames.sequence("in/a.", 1...3, PlannerTests.ap0)
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    request.common.numbering = NumberingRequest(anchor: .start(start), slate: .render, pad: pad)
    request.common.naming.template = try NameTemplate(parsing: Array(template.utf8))
    return try #require(Planner(request).plan().sequences.first)
  }

  @Test(arguments: [("x.##", 99, true), ("x.##", 1001, false), ("x.####", 99, false), ("x.%d", 1000, true)])
  func theTemplatesPaddingIsOutgrown(template: String, start: Int, isWarned: Bool) throws {
    let warnings = try sequence(template, start: start).warnings.map(\.text)
    #expect(warnings.contains { $0.contains("outgrow") } == isWarned, "\(warnings)")
  }

  @Test func theSlateWritesNumbersAsTheNamesDo() throws {
    for (pad, number) in [(nil, "001000"), (5, "01000")] as [(Int?, String)] {
      let planned = try sequence("x.######", start: 1001, pad: pad)
      let slate = try #require(planned.slate)
      #expect(slate.exr.map { String(decoding: $0.name, as: UTF8.self) } == "x.\(number).exr")
      let content = try #require(planned.slateContent)
      #expect(content[.frame] == number)
    }
  }
}
