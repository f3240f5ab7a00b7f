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

/// The time code that a plan names is the one that the file gets.
struct TimeCodeWritingTests {
  /// Frames of a shot by number: the word of its time code and its rate, or nil for none.
  private func shot(_ words: [Int: UInt32?], rate: (Int) -> Int32? = { _ in 24 }) throws -> Frames {
    let frames = try Frames()
    for (number, word) in words {
      var attributes = [PlannerTests.ap0]
      if let rate = rate(number) {
        attributes.append(
          Attribute("framesPerSecond", .rational(Rational(numerator: rate, denominator: 1))))
      }
      if let word {
        attributes.append(Attribute("timeCode", .timeCode(TimeCode(timeAndFlags: word, userData: 0))))
      }
      try frames.write(Frames.frame(attributes), to: "in/a.000\(number).exr")
    }
    return frames
  }

  private typealias TimeCode = EXR.TimeCode

  private func plan(_ frames: Frames, fps: String? = nil, start: String? = nil) throws -> Plan {
    try RateTests.plan(frames, fps: fps, start: start)
  }

  /// The codes of a plan, which are held against those of the files that it makes.
  private func codes(_ plan: Plan, _ frames: Frames) throws -> [String?] {
    let planned = try #require(plan.sequences.first).frames
    let report = try DeliveryRun(plan: plan, options: RunOptions()).run { _ in }
    let written = try planned.map { frame in
      let path = try #require(frame.exr).path
      let facts = try FrameFacts.read(path, limits: Limits(), rules: LayerRules()).facts
      return facts.countedCode?.text
    }
    #expect(written == planned.map { $0.timeCode?.text })
    #expect(report.sequences.first?.frames.map(\.timeCode) == written)
    return written
  }

  private static let some: [Int: UInt32?] = [1: 0x0100_0001, 2: nil, 3: 0x0100_0003, 4: nil]

  @Test func aFrameWithoutTimeCodeStaysSo() throws {
    let frames = try shot(TimeCodeWritingTests.some)
    let plan = try plan(frames)
    #expect(plan.sequences.first?.warnings.map(\.text).contains("frames 2, 4 have no time code") == true)
    #expect(try codes(plan, frames) == ["01:00:00:01", nil, "01:00:00:03", nil])
  }

  @Test func startTimeCodeFillsInWhatTheOthersCount() throws {
    let frames = try shot(TimeCodeWritingTests.some)
    let plan = try plan(frames, fps: "24", start: "05:00:00:00")
    #expect(
      plan.sequences.first?.warnings.map(\.text) == [
        "frames 2, 4 have no time code: the count of the others is written, not --start-tc"
      ])
    #expect(try codes(plan, frames) == (1...4).map { "01:00:00:0\($0)" })
  }

  @Test func startTimeCodeThatIsNotNeededIsSaid() throws {
    let all: [Int: UInt32?] = [1: 0x0100_0001, 2: 0x0100_0002]
    let frames = try shot(all)
    let plan = try plan(frames, fps: "24", start: "05:00:00:00")
    #expect(
      plan.sequences.first?.warnings.map(\.text) == ["--start-tc is not used: every frame has time code"])
    #expect(try codes(plan, frames) == ["01:00:00:01", "01:00:00:02"])
  }

  @Test func withoutARateFillersHaveNoTimeCodeAndTheAdviceHelps() throws {
    let gap: [Int: UInt32?] = [1: 0x0100_0001, 3: 0x0100_0003]
    let frames = try shot(gap) { _ in nil }
    let bare = try plan(frames)
    #expect(
      bare.sequences.first?.warnings.map(\.text) == [
        "no time code for frames that are held or black: "
          + "no header says the frame rate; --fps would let it be counted"
      ])
    #expect(try codes(bare, frames) == ["01:00:00:01", nil, "01:00:00:03"])
    var again = try plan(frames, fps: "24").request
    again.delivery.existing = .overwrite
    let advised = Planner(again).plan()
    #expect(advised.sequences.first?.warnings.map(\.text) == [])
    #expect(try codes(advised, frames) == ["01:00:00:01", "01:00:00:02", "01:00:00:03"])
  }

  @Test func dropFrameAtARateWithoutItCountsNothing() throws {
    let gap: [Int: UInt32?] = [1: 0x0100_0041, 3: 0x0100_0043]
    let plan = try plan(try shot(gap))
    #expect(
      plan.sequences.first?.warnings.map(\.text) == [
        "no time code for frames that are held or black: "
          + "there is no drop-frame time code at 24 frames/s"
      ])
  }

  @Test func aWordThatIsNoTimeCodeIsSaidAndLeft() throws {
    let words: [Int: UInt32?] = [1: 0x9999_FFFF, 2: 0x0100_0002, 3: 0x0100_0003]
    let frames = try shot(words)
    let survey = Survey(of: [frames.path("in")])
    let report = SurveyReport(try #require(survey.sequences.first), rules: LayerRules())
    #expect(report.timeCode == SurveyReport.TimeCodeRange(first: "01:00:00:02", last: "01:00:00:03"))
    let said = ["the word for the time code of frame 1 is no time code"]
    #expect(report.inconsistencies == said)
    let plan = try plan(frames)
    #expect(plan.sequences.first?.warnings.map(\.text) == said)
    #expect(try codes(plan, frames) == [nil, "01:00:00:02", "01:00:00:03"])
  }

  @Test func aRateThatChangesIsInconsistent() throws {
    let words: [Int: UInt32?] = [1: nil, 2: nil, 3: nil]
    let frames = try shot(words) { $0 == 3 ? 25 : 24 }
    let said = ["frame rate changes at frame 3: 25, not 24"]
    #expect(Survey(of: [frames.path("in")]).sequences.first?.inconsistencies.map(\.text) == said)
    #expect(try plan(frames).sequences.first?.warnings.map(\.text) == said)
    let partly = try shot(words) { $0 == 3 ? nil : 24 }
    #expect(
      Survey(of: [partly.path("in")]).sequences.first?.inconsistencies.map(\.text)
        == ["frame rate changes at frame 3: none, not 24"])
  }
}
