import ACES
import EXR
import Files
import FrameSequence
import SystemPackage
import Testing
import Timecode

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// A folder that was delivered with a drawn slate is a source like any other, and the slate is not a part of its
/// picture.
struct DrawnSlateSourceTests {
  /// A delivery of frames 1001 and up with a drawn slate, and previews of it.
  private func delivered(_ numbers: ClosedRange<Int> = 1...3, slate: NumberingRequest.Slate = .render) throws
    -> Frames
  {
    let frames = try Frames()
    let code = Attribute("timeCode", .timeCode(EXR.TimeCode(timeAndFlags: 0x10, userData: 0)))
    let rate = Attribute("framesPerSecond", .rational(Rational(numerator: 24, denominator: 1)))
    try frames.sequence("in/sh010.", numbers.prefix(1), PlannerTests.ap0, code, rate)
    try frames.sequence("in/sh010.", numbers.dropFirst(), PlannerTests.ap0, rate)
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .aces2065_1)
    request.delivery.preview = PreviewRequest(output: frames.path("pre"), creationTime: 0)
    request.common.numbering = NumberingRequest(anchor: .start(1001), slate: slate)
    let report = try DeliveryRun(plan: Planner(request).plan(), options: RunOptions(sync: .none)).run { _ in }
    #expect(report.totals == [.done: numbers.count + (slate == .render ? 1 : 0)])
    return frames
  }

  private func plan(_ frames: Frames, _ input: String = "out", _ change: (inout Request) -> Void = { _ in })
    throws -> SequencePlan
  {
    var request = Request(inputs: [frames.path(input)])
    request.delivery.conversion = ConversionRequest(output: frames.path("again"), to: .acescg)
    change(&request)
    let plan = Planner(request).plan()
    #expect(plan.refusals.isEmpty, "\(plan.refusals)")
    return try #require(plan.sequences.first)
  }

  @Test(arguments: ["out", "pre/sh010.####.dpx"]) func theSlateIsLeftOut(input: String) throws {
    let frames = try delivered()
    let plan = try plan(frames, input)
    #expect(plan.slate == nil)
    #expect(plan.frames.compactMap(\.sourceFrame) == [1001, 1002, 1003])
    // Headers are those of the picture: the slate has the time code before this one.
    #expect(plan.frames.map(\.timeCode?.text).prefix(2) == ["00:00:00:10", nil])
    #expect(plan.warnings.map(\.text).contains("1000 is a drawn slate: left out"))
    // Nobody has to guess any more.
    #expect(plan.warnings.map(\.text).allSatisfy { !$0.contains("may be a slate") })
  }

  @Test func numbersStartWithThePicture() throws {
    let plan = try plan(try delivered()) { $0.common.numbering.anchor = .start(1) }
    #expect(plan.frames.compactMap(\.outputFrame) == [1, 2, 3])
  }

  @Test func aGapBehindTheSlateIsNone() throws {
    // Numbers from 1003 on, because the head handle is short.
    let frames = try delivered()
    let short = try Frames()
    for (from, to) in [(1000, 1000), (1001, 1003), (1002, 1004)] {
      try short.write(File.bytes(frames.path("out/sh010.\(from).exr")), to: "out/sh010.\(to).exr")
    }
    #expect(try plan(short).frames.compactMap(\.sourceFrame) == [1003, 1004])
  }

  @Test func aNewSlateTakesItsPlace() throws {
    let plan = try plan(try delivered()) { $0.common.numbering.slate = .render }
    #expect(plan.slate?.outputFrame == 1000 && plan.slate?.content == .drawn)
    #expect(plan.frames.count == 3)
  }

  @Test func itIsTakenOverWhereItIsAskedFor() throws {
    let frames = try delivered()
    let plan = try plan(frames) { $0.common.numbering.slate = .first }
    #expect(plan.slate?.sourceFrame == 1000 && plan.slate?.content == .source)
    #expect(plan.frames.compactMap(\.sourceFrame) == [1001, 1002, 1003])
    #expect(plan.warnings.map(\.text).allSatisfy { !$0.contains("left out") })
  }

  @Test func aRunRetagsThePictureOnly() throws {
    let frames = try delivered()
    var request = Request(inputs: [frames.path("out")])
    request.delivery.conversion = ConversionRequest(output: frames.path("again"), to: nil)
    request.delivery.conversion?.compression = .keep
    request.delivery.conversion?.depth = .keep
    let report = try DeliveryRun(plan: Planner(request).plan(), options: RunOptions(sync: .none)).run { _ in }
    #expect(report.totals == [.done: 3])
    #expect(!FileSystem.exists(frames.path("again/sh010.1000.exr")))
  }

  @Test func aSlateByItselfIsWhatWasAskedFor() throws {
    let frames = try delivered()
    let plan = try plan(frames, "out/sh010.1000.exr")
    #expect(plan.frames.compactMap(\.sourceFrame) == [1000])
  }

  /// A frame that a user delivered as slate says that it is a source frame.
  @Test func onlyADrawnSlateIsKnown() throws {
    let plan = try plan(try delivered(1...4, slate: .first))
    #expect(plan.frames.compactMap(\.sourceFrame) == [1000, 1001, 1002, 1003])
  }

  @Test(arguments: ["out", "pre/sh010.####.dpx"]) func aSurveyNamesIt(input: String) throws {
    let frames = try delivered()
    let survey = Survey(of: [frames.path(input)])
    let sequence = try #require(survey.sequences.first)
    let report = SurveyReport(sequence, rules: LayerRules())
    #expect(report.drawnSlate == 1000 && report.first == 1001 && report.count == 3)
    #expect(report.timeCode?.first == "00:00:00:10")
    #expect(report.inconsistencies.allSatisfy { !$0.contains("1000") })
    let plain = SurveyReport(
      try #require(Survey(of: [frames.path("in")]).sequences.first), rules: LayerRules())
    #expect(plain.drawnSlate == nil && plain.count == 3)
  }
}
