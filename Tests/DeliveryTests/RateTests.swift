import ACES
import EXR
import FrameSequence
import SystemPackage
import Testing
import Timecode

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// The rate and the drop-frame flag of the files decide; `--fps` speaks where headers say nothing.
struct RateTests {
  static let first = 0x0100_0000 as UInt32
  static let dropped = 0x0100_0040 as UInt32

  /// Frames 1, 2 and 4 with time code that runs with their numbers.
  static func shot(_ rate: (Int32, UInt32)?, from word: UInt32? = first) throws -> Frames {
    let frames = try Frames()
    for number in [1, 2, 4] as [UInt32] {
      var attributes = [PlannerTests.ap0]
      if let rate {
        let value = Rational(numerator: rate.0, denominator: rate.1)
        attributes.append(Attribute("framesPerSecond", .rational(value)))
      }
      if let word {
        let code = EXR.TimeCode(timeAndFlags: word + number, userData: 0)
        attributes.append(Attribute("timeCode", .timeCode(code)))
      }
      try frames.write(Frames.frame(attributes), to: "in/a.000\(number).exr")
    }
    return frames
  }

  static func plan(_ frames: Frames, fps: String?, start: String? = nil) throws -> Plan {
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    request.common.numbering.gaps = .hold
    request.common.time.rate = try fps.map { try GivenRate(parsing: $0) }
    request.common.time.start = try start.map { try Timecode.TimeCode(parsing: $0) }
    return Planner(request).plan()
  }

  @Test(
    arguments: [
      ((25, 1), first, "24", ["24 frames/s", "frame 1 says 25"]),
      ((24000, 1001), first, "24", ["24 frames/s", "frame 1 says 23.976"]),
      ((24, 1), nil, "25", ["25 frames/s", "frame 1 says 24"]),
      ((30000, 1001), dropped, "29.97 NDF", ["NDF", "drop-frame time code, 01:00:00;01"]),
      ((30000, 1001), first, "29.97 DF", ["DF", "no drop-frame time code, 01:00:00:01"]),
      (nil, dropped, "29.97 ndf", ["NDF", "01:00:00;01"]),
      (nil, dropped, "24", ["24 frames/s", "drop-frame time code, 01:00:00;01"]),
    ] as [((Int32, UInt32)?, UInt32?, String, [String])])
  func whatContradictsTheFilesIsRefused(
    rate: (Int32, UInt32)?, word: UInt32?, fps: String, says: [String]
  ) throws {
    let plan = try RateTests.plan(RateTests.shot(rate, from: word), fps: fps)
    #expect(plan.sequences.isEmpty && plan.refusals.count == 1)
    let reason = try #require(plan.refusals.first).reason
    for words in says { #expect(reason.text.contains(words), "\(reason.text)") }
    guard case .sentence? = reason.advice else {
      Issue.record("no advice")
      return
    }
  }

  @Test(
    arguments: [
      ((24, 1), first, nil), ((24, 1), first, "24"), ((23976, 1000), first, "23.976"),
      ((24000, 1001), first, "23.98"), ((30000, 1001), dropped, "29.97"), ((30000, 1001), dropped, "29.97df"),
      ((30000, 1001), first, "29.97 NDF"), (nil, dropped, "29.97"), (nil, first, "24"),
      ((2997, 100), first, "29.97"),
    ] as [((Int32, UInt32)?, UInt32, String?)])
  func aHeldFrameHasTheRateAndTheCodeOfItsNeighbours(
    rate: (Int32, UInt32)?, word: UInt32, fps: String?
  ) throws {
    let frames = try RateTests.shot(rate, from: word)
    let plan = try RateTests.plan(frames, fps: fps)
    #expect(plan.refusals.isEmpty, "\(plan.refusals)")
    let sequence = try #require(plan.sequences.first)
    #expect(!sequence.warnings.map(\.text).contains { $0.contains("time code") }, "\(sequence.warnings)")
    let marker = word == RateTests.dropped ? ";" : ":"
    #expect(sequence.frames.map(\.content) == [.source, .source, .held(2), .source])
    #expect(sequence.frames[2].timeCode?.text == "01:00:00\(marker)03")
    let report = try DeliveryRun(plan: plan, options: RunOptions()).run { _ in }
    #expect(report.totals == [.done: 4])
    let written = try (1...4).map { number in
      try FrameFacts.read(frames.path("out/a.000\(number).exr"), limits: Limits(), rules: LayerRules()).facts
    }
    #expect(Set(written.map(\.framesPerSecond)).count == 1)
    #expect(written[2].framesPerSecond != nil)
    if let rate {
      #expect(written[2].framesPerSecond == Rational(numerator: rate.0, denominator: rate.1))
    }
  }

  @Test func aScanSaysTheContradictionToo() throws {
    let frames = try RateTests.shot((25, 1))
    let survey = Survey(of: [frames.path("in")], fps: try GivenRate(parsing: "24"))
    let said = try #require(survey.sequences.first).inconsistencies.map(\.text)
    #expect(said.contains { $0.contains("--fps") && $0.contains("25") }, "\(said)")
    let agreeing = Survey(of: [frames.path("in")], fps: try GivenRate(parsing: "25"))
    #expect(agreeing.sequences.first?.inconsistencies.map(\.text) == [])
  }
}
