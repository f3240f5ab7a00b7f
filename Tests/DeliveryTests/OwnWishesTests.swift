import ACES
import EXR
import Files
import FrameSequence
import Slate
import SystemPackage
import Testing
import Timecode

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// A sequence with wishes of its own is planned by them, and the others by those that are said of all.
struct OwnWishesTests {
  private static let rate = Attribute("framesPerSecond", .rational(Rational(numerator: 24, denominator: 1)))
  private static let ap1 = Attribute("colorInteropID", .string("lin_ap1_scene"))

  /// Three shots of 20 frames in ACES2065-1 and their request, in which every slate is drawn.
  private func shots(_ tags: Attribute...) throws -> (frames: Frames, request: Request) {
    let frames = try Frames()
    let tags = tags.isEmpty ? [PlannerTests.ap0, PlannerTests.ap0, PlannerTests.ap0] : tags
    for (shot, tag) in zip(["a", "b", "c"], tags) { try frames.sequence("in/\(shot).", 1...20, tag) }
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescct)
    request.common.numbering.anchor = .start(1001)
    request.common.numbering.slate = .render
    request.common.slate.texts = [("show", "Sintel")]
    return (frames, request)
  }

  private func path(_ shot: String, _ frames: Frames) -> FilePath { frames.path("in/\(shot).####.exr") }

  /// Gives a shot wishes of its own, which are the common ones with a change.
  private func wish(
    _ shot: String, _ frames: Frames, _ request: inout Request,
    change: (inout SequenceWishes) throws -> Void
  ) rethrows {
    var wishes = request.common
    try change(&wishes)
    request.own[path(shot, frames)] = wishes
  }

  private func sources(_ plan: SequencePlan) -> ClosedRange<Int>? {
    guard let first = plan.frames.first?.sourceFrame, let last = plan.frames.last?.sourceFrame else {
      return nil
    }
    return first...last
  }

  @Test func cutsAndHandlesAreThoseOfTheSequence() throws {
    var (frames, request) = try shots()
    wish("a", frames, &request) {
      $0.numbering.cut = 5...8
      $0.numbering.handles = Handles(head: 2, tail: 1)
    }
    wish("b", frames, &request) {
      $0.numbering.anchor = .cutIn(2001)
      $0.numbering.cut = 10...12
      $0.numbering.handles = Handles(head: 1, tail: 3)
    }
    let plan = Planner(request).plan()
    #expect(plan.refusals.isEmpty)
    #expect(plan.sequences.map(sources) == [3...9, 9...15, 1...20])
    #expect(plan.sequences.map { $0.frames.first?.outputFrame } == [1001, 2000, 1001])
    #expect(plan.sequences.map { $0.marks?.cutIn } == [1003, 2001, 1001])
    #expect(plan.sequences.map { $0.slate?.outputFrame } == [1000, 1999, 1000])
  }

  @Test func aCutInTimeCodeCountsFromTheStartOfTheSequence() throws {
    let frames = try Frames()
    for (shot, hour) in [("a", UInt32(1)), ("b", 2)] {
      for number in 1...9 {
        let word = hour << 24 | UInt32(number)
        let code = Attribute("timeCode", .timeCode(EXR.TimeCode(timeAndFlags: word, userData: 0)))
        try frames.sequence("in/\(shot).", [number], PlannerTests.ap0, OwnWishesTests.rate, code)
      }
    }
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    for (shot, first, last) in [("a", "01:00:00:02", "01:00:00:04"), ("b", "02:00:00:05", "02:00:00:06")] {
      try wish(shot, frames, &request) {
        $0.cutTimeCode = CutTimeCode(
          first: try Timecode.TimeCode(parsing: first), last: try Timecode.TimeCode(parsing: last))
      }
    }
    let plan = Planner(request).plan()
    #expect(plan.refusals.isEmpty)
    #expect(plan.sequences.map(sources) == [2...4, 5...6])
  }

  @Test func timeIsThatOfTheSequence() throws {
    var (frames, request) = try shots()
    for (shot, rate, start) in [("a", "24", "01:00:00:00"), ("b", "25", "10:00:00:00")] {
      try wish(shot, frames, &request) {
        $0.time.rate = try GivenRate(parsing: rate)
        $0.time.start = try Timecode.TimeCode(parsing: start)
      }
    }
    let plan = Planner(request).plan()
    #expect(plan.refusals.isEmpty)
    #expect(
      plan.sequences.map { $0.frames.last?.timeCode?.text } == ["01:00:00:19", "10:00:00:19", nil])
    #expect(plan.sequences.map { $0.slateContent?[.frameRate] } == ["24", "25", ""])
  }

  @Test func namesAndSlatesSayWhatIsSaidOfTheSequence() throws {
    var (frames, request) = try shots()
    request.common.slate.notes = "as shot"
    try wish("a", frames, &request) {
      $0.naming.template = try NameTemplate(parsing: Array("{shot}_pl01_{version}.####".utf8))
      $0.naming.versionTag = Array("v003".utf8)
      $0.slate.notes = "flopped"
    }
    wish("b", frames, &request) {
      $0.slate.texts = [("show", "Spring"), ("Lens", "50 mm")]
      $0.numbering.pad = 6
    }
    let plan = Planner(request).plan()
    #expect(plan.refusals.isEmpty)
    let names = ["a_pl01_v003.####.exr", "b.######.exr", "c.####.exr"]
    #expect(plan.sequences.map(\.output) == names.map { frames.path("out/\($0)") })
    let slates = try plan.sequences.map { try #require($0.slateContent) }
    #expect(slates.map { $0[.show] } == ["Sintel", "Spring", "Sintel"])
    #expect(slates.map { $0[.version] } == ["v003", "", ""])
    #expect(slates.map(\.notes) == ["flopped", "as shot", "as shot"])
    #expect(slates.map { $0.extra.map(\.label).contains("Lens") } == [false, true, false])
  }

  @Test func coloursAreThoseOfTheSequence() throws {
    let frames = try Frames()
    for shot in ["a", "b", "c"] { try frames.sequence("in/\(shot).", 1...2) }
    for shot in ["d", "e"] { try frames.sequence("in/\(shot).", 1...2, OwnWishesTests.ap1) }
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescct)
    request.common.from = .space(.acescc)
    wish("a", frames, &request) { $0.from = .space(.acescg) }
    wish("b", frames, &request) { $0.from = .space(.aces2065_1) }
    wish("d", frames, &request) { $0.assume = .space(.aces2065_1) }
    let plan = Planner(request).plan()
    #expect(plan.refusals.isEmpty)
    #expect(plan.sequences.map(\.colour.space) == [.acescg, .aces2065_1, .acescc, .aces2065_1, .acescg])
    #expect(plan.sequences.map { $0.colour.overridden != nil } == [false, false, false, true, false])
  }

  /// What is assumed of one sequence is neither said of the others nor taken for their tags.
  @Test func anOwnAssumptionComesBeforeThatOfAll() throws {
    var (frames, request) = try shots(PlannerTests.ap0, PlannerTests.ap0, OwnWishesTests.ap1)
    request.delivery.assume = .all(.space(.acescc))
    #expect(Planner(request).plan().sequences.isEmpty)
    wish("c", frames, &request) { $0.assume = .space(.acescg) }
    let plan = Planner(request).plan()
    #expect(plan.refusals.isEmpty)
    #expect(plan.sequences.map(\.colour.space) == [.acescc, .acescc, .acescg])
    let named = Assumption.Named(pattern: path("c", frames).bytes, source: .space(.acescct))
    request.delivery.assume = .named([named])
    #expect(Planner(request).plan().sequences.map(\.colour.space) == [.aces2065_1, .aces2065_1, .acescg])
  }

  @Test func mixedFramesAreAllowedToTheSequence() throws {
    var (frames, request) = try shots()
    for shot in ["a", "b"] {
      let bytes = try Frames.frame([PlannerTests.ap0], channels: ["R", "G", "B", "Z"])
      try frames.write(bytes, to: "in/\(shot).0020.exr")
    }
    wish("b", frames, &request) { $0.mixed = .keep }
    let plan = Planner(request).plan()
    #expect(plan.sequences.map(\.source) == [path("b", frames), path("c", frames)])
    #expect(plan.refusals.map(\.subject) == [path("a", frames).string])
    #expect(plan.refusals.map(\.reason.text) == ["only 20 has Z"])
    #expect(plan.refusals.map { Fact($0.reason).kind } == ["mixed"])
  }

  /// A cut that is said once is meant for one sequence: those with wishes of their own are no others.
  @Test func aCommonCutIsForOneSequence() throws {
    var (frames, request) = try shots()
    request.common.numbering.cut = 5...6
    wish("a", frames, &request) { $0.numbering.cut = 7...8 }
    let several = Planner(request).plan()
    #expect(several.sequences.isEmpty)
    #expect(
      several.refusals
        == [Refusal(subject: "the request", reason: .numbering(.cutForSeveralSequences))])
    wish("b", frames, &request) { $0.numbering.cut = nil }
    let plan = Planner(request).plan()
    #expect(plan.refusals.isEmpty)
    #expect(plan.sequences.map(sources) == [7...8, 1...20, 5...6])
  }

  @Test func aSlateFileBelongsToItsSequence() throws {
    var (frames, request) = try shots()
    try frames.sequence("cards/a.", [7], PlannerTests.ap0)
    let card = frames.path("cards/a.0007.exr")
    for shot in ["a", "b"] { wish(shot, frames, &request) { $0.numbering.slate = .file(card) } }
    // A rule may name the slate of a sequence too.
    request.delivery.assume = .named([Assumption.Named(pattern: card.bytes, source: .space(.acescg))])
    let plan = Planner(request).plan()
    #expect(plan.refusals.isEmpty)
    #expect(plan.sequences.map { $0.slate?.content } == [.source, .source, .drawn])
    guard case .deliver(let slate)? = plan.sequences.first?.slate?.intent else {
      Issue.record("no slate")
      return
    }
    #expect(slate.input.file == card && slate.input.content == .exr(.acescg))
  }

  /// What is wrong with the wishes of a sequence is wrong for it alone.
  @Test func aWrongWishRefusesItsSequence() throws {
    var (frames, request) = try shots()
    wish("b", frames, &request) { $0.numbering.pad = 0 }
    let own = Planner(request).plan()
    let refusal = Refusal(subject: path("b", frames).string, reason: .numbering(.unusablePadding(pad: 0)))
    #expect(own.refusals == [refusal])
    #expect(own.sequences.map(\.source) == [path("a", frames), path("c", frames)])
    request.common.numbering.pad = 0
    let both = Planner(request).plan()
    #expect(
      both.refusals
        == [Refusal(subject: "the request", reason: .numbering(.unusablePadding(pad: 0))), refusal])
    #expect(both.sequences.isEmpty)
  }

  @Test func wishesForNoSequenceRefuseTheWholeRequest() throws {
    var (frames, request) = try shots()
    wish("x", frames, &request) { $0.numbering.cut = 1...2 }
    let plan = Planner(request).plan()
    #expect(plan.sequences.isEmpty && plan.refusals.map(\.subject) == ["the request"])
    #expect(plan.refusals.first?.reason.text.contains(path("x", frames).string) == true)
  }
}
