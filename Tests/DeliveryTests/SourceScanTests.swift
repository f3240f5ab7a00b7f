import ACES
import EXR
import Foundation
import FrameSequence
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// A folder of files that nobody asked for in that way says what is in it, and how it can be read.
struct SourceScanTests {
  private func request(_ frames: Frames, _ input: String) -> Request {
    var request = Request(inputs: [frames.path(input)])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    return request
  }

  private func shots() throws -> Frames {
    let frames = try Frames()
    try frames.codes("dpx/below/a b.", 1...2)
    try frames.sequence("exr/a.", 1...2, PlannerTests.ap0)
    try frames.write([1], to: "neither/notes.txt")
    return frames
  }

  @Test func aFolderOfDPXIsReadByItsPatternOrByItsEncoding() throws {
    let frames = try shots()
    let request = request(frames, "dpx")
    let refusal = try #require(Planner(request).plan().refusals.first)
    let pattern = frames.path("dpx/below/a b.####.dpx")
    #expect(refusal.subject == frames.path("dpx").string)
    #expect(refusal.reason.text == "only DPX are in it or below it, and folders are searched for EXRs")
    #expect(
      refusal.reason.advice
        == .sentence(
          "name them by a pattern, '\(pattern.string)', or if they are ACESproxy say --from acesproxy10 or --from acesproxy12"
        ))
    // Both ways that the advice names are ways.
    var named = request
    named.inputs = [pattern]
    #expect(Planner(named).plan().sequences.map(\.source) == [pattern])
    var said = request
    said.common.from = .proxy(.acesproxy10)
    #expect(Planner(said).plan().sequences.map(\.source) == [pattern])
  }

  @Test func aScanTakesThePatternAlone() throws {
    let frames = try shots()
    let survey = Survey(of: [frames.path("dpx")])
    let pattern = frames.path("dpx/below/a b.####.dpx")
    #expect(
      survey.refusals.map(\.reason.advice) == [.sentence("name them by a pattern: '\(pattern.string)'")])
    #expect(Survey(of: [pattern]).sequences.map(\.path) == [pattern])
    #expect(Survey(of: [frames.path("dpx/below/a b.0001.dpx")]).sequences.map(\.path) == [pattern])
  }

  /// Where no advice would help, none is given.
  @Test func aPreviewIsMadeOfEXRs() throws {
    let frames = try shots()
    var request = Request(inputs: [frames.path("dpx")])
    request.delivery.preview = PreviewRequest(output: frames.path("out"), creationTime: 0)
    let refusals = Planner(request).plan().refusals
    #expect(refusals.count == 1 && refusals[0].reason.text.hasPrefix("only DPX"))
    #expect(refusals.first?.reason.advice == nil)
  }

  @Test func aFolderOfNothingButLinksToNowhereSaysSo() throws {
    let frames = try Frames()
    try frames.write([], to: "in/below/notes.txt")
    let link = frames.path("in/below/a.0001.exr")
    try FileManager.default.createSymbolicLink(atPath: link.string, withDestinationPath: "nowhere")
    let said = "no frame is in it or below it: \(link) is a link to nowhere"
    #expect(Planner(request(frames, "in")).plan().refusals.map(\.reason.text) == [said])
    let renumbering = RenumberRequest(inputs: [frames.path("in")], place: .inPlace)
    #expect(RenumberPlanner(renumbering).plan().refusals.map(\.reason.text) == [said])
  }

  @Test func whatIsNotThereOrOfAnotherKindIsSaid() throws {
    let frames = try shots()
    func reason(_ input: String, proxy: Bool) -> String? {
      var request = request(frames, input)
      if proxy { request.delivery.assume = .all(.proxy(.acesproxy12)) }
      return Planner(request).plan().refusals.first?.reason.text
    }
    for proxy in [false, true] {
      #expect(reason("neither", proxy: proxy) == "no frame is in it or below it")
    }
    #expect(reason("neither/notes.txt", proxy: false) == "the name does not end in .exr")
    #expect(reason("exr/a.0001.exr", proxy: true) == "the name does not end in .dpx")
    #expect(reason("exr", proxy: true) == "only EXRs are in it or below it, and ACESproxy is for DPX")
    let renumbering = RenumberRequest(inputs: [frames.path("neither/notes.txt")], place: .inPlace)
    #expect(
      RenumberPlanner(renumbering).plan().refusals.map(\.reason.text) == [
        "the name does not end in .exr or .dpx"
      ])
  }
}
