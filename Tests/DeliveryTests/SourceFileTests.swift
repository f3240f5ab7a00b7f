import ACES
import DPX
import EXR
import Files
import Foundation
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// What is known of a frame before its picture is read.
struct SourceFileTests {
  private func cut(_ path: FilePath, to length: Int) throws {
    let file = try FileHandle(forWritingTo: URL(filePath: path.string))
    try file.truncate(atOffset: UInt64(length))
    try file.close()
  }

  /// A map of the file would end the process here.
  @Test(arguments: [0, 100, 1663, 2000]) func aDPXThatIsCutShortMeanwhileIsBeingWrittenTo(length: Int) throws
  {
    let frames = try Frames()
    try frames.codes("in/a.", 1...1)
    let path = frames.path("in/a.0001.dpx")
    let file = try SourceFile(path)
    try cut(path, to: length)
    let failure = #expect(throws: FrameFailure.self) { try file.proxyImage() }
    #expect(failure == FrameFailure(SourceFile.changing))
  }

  @Test(arguments: [0, 3, 1000, 2000, 8192, 8193]) func aDPXThatIsCutShortSaysSo(length: Int) throws {
    let frames = try Frames()
    try frames.codes("in/a.", 1...1)
    let path = frames.path("in/a.0001.dpx")
    try cut(path, to: length)
    let file = try SourceFile(path)
    let failure = #expect(throws: FrameFailure.self) { try file.proxyImage() }
    let words = ["empty", "not a DPX", "cut off", "outside the file of", "outside the file of", "cut off"]
    let index = try #require([0, 3, 1000, 2000, 8192, 8193].firstIndex(of: length))
    #expect(failure?.text.contains(words[index]) == true, "\(failure?.text ?? "")")
  }

  /// The frame fails in the plan, where nothing of it is read but header and chunk table.
  @Test func anEXRThatIsCutShortFailsInScanAndPlan() throws {
    let frames = try Frames()
    try frames.sequence("in/a.", 1...3, PlannerTests.ap0)
    let path = frames.path("in/a.0002.exr")
    let size = try Frames.frame([PlannerTests.ap0]).count
    try cut(path, to: size - 1)
    let said = "cannot read: the file is cut short: chunk 1 of 1 lies beyond its end, line 0"
    let survey = Survey(of: [frames.path("in")])
    #expect(!survey.isReadable)
    let report = SurveyReport(try #require(survey.sequences.first), rules: LayerRules())
    #expect(report.unreadable.map(\.reason) == [said])
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    let plan = Planner(request).plan()
    #expect(Report(of: plan).sequences.first?.frames.map(\.status) == [.planned, .failed, .planned])
    #expect(Report(of: plan).sequences.first?.frames[1].reason == said)
    #expect(Delivery.ExitStatus(report: Report(of: plan)) == .incomplete)
  }
}
