import ACES
import EXR
import Files
import FrameSequence
import Slate
import Synchronization
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// A drawn slate says what happened, not what was meant to happen.
struct SlateOutcomeTests {
  private static let rate = Attribute("framesPerSecond", .rational(Rational(numerator: 24, denominator: 1)))

  /// Frames whose time code is their number, with a request that draws a slate before them.
  private func shot(
    _ numbers: some Swift.Sequence<Int>, _ change: (inout Request) -> Void = { _ in }
  ) throws -> (frames: Frames, request: Request) {
    let frames = try Frames()
    for number in numbers {
      let digits = UInt32((number / 10) << 4 | number % 10)
      let code = Attribute("timeCode", .timeCode(EXR.TimeCode(timeAndFlags: digits, userData: 0)))
      try frames.sequence("in/sh010.", [number], PlannerTests.ap0, SlateOutcomeTests.rate, code)
    }
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    request.delivery.preview = PreviewRequest(output: frames.path("pre"), creationTime: 0)
    request.common.numbering.anchor = .start(1001)
    request.common.numbering.slate = .render
    change(&request)
    return (frames, request)
  }

  /// The plan of a shot, whose frames may go once it is made.
  private func plan(
    _ numbers: some Swift.Sequence<Int>, _ change: (inout Request) -> Void
  ) throws -> SequencePlan {
    let (frames, request) = try shot(numbers, change)
    return try withExtendedLifetime(frames) { try #require(Planner(request).plan().sequences.first) }
  }

  /// Carries out a plan after something was done to the frames.
  private func run(
    _ request: Request, interruption: Interruption = Interruption(), after change: () throws -> Void = {}
  ) throws -> (plan: SequencePlan, report: Report.Sequence) {
    let plan = Planner(request).plan()
    #expect(plan.refusals.isEmpty)
    try change()
    let run = DeliveryRun(plan: plan, options: RunOptions(sync: .none), interruption: interruption)
    let report = try run.run { _ in }
    return try (#require(plan.sequences.first), #require(report.sequences.first))
  }

  /// What the slate of a plan says where frames with these numbers failed.
  private func content(_ plan: SequencePlan, failed: Set<Int>) throws -> SlateContent {
    try #require(plan.slateDraft).content(
      plan.frames.map { ($0, failed.contains($0.outputFrame ?? 0) ? .failed : $0.expectedEnding) })
  }

  private func marks(_ frames: Frames) -> [SlateMark?] {
    ["out/sh010.1000.exr", "pre/sh010.1000.dpx"].map { SlateMark(at: frames.path($0), limits: Limits()) }
  }

  // MARK: From plan and outcomes to text

  @Test func whatFailedIsNotDelivered() throws {
    let plan = try plan(1...6) { $0.common.numbering.handles = Handles(head: 1, tail: 1) }
    let whole = try content(plan, failed: [])
    #expect(whole == plan.slateContent && whole.remarks.isEmpty)
    let middle = try content(plan, failed: [1003])
    #expect(middle.remarks == ["Failed: 1003"])
    #expect(middle[.delivered] == "1001 – 1006  (5 of 6 frames)")
    #expect(middle[.cut] == "1002 – 1005  (3 of 4 frames)")
    #expect(middle[.sourceRange] == "0001 – 0006  (5 of 6 frames)")
    #expect(middle[.timeCodeIn] == "00:00:00:01" && middle[.timeCodeOut] == "00:00:00:06")
    let ends = try content(plan, failed: [1001, 1002, 1006])
    #expect(ends.remarks == ["Failed: 1001-1002, 1006"])
    #expect(ends[.delivered] == "1003 – 1005  (3 of 6 frames)")
    #expect(ends[.sourceRange] == "0003 – 0005  (3 frames)")
    #expect(ends[.timeCodeIn] == "00:00:00:03" && ends[.timeCodeOut] == "00:00:00:05")
  }

  @Test func aFillerThatFailedIsNeitherBlackNorHeld() throws {
    for (policy, word) in [(NumberingRequest.MissingPolicy.black, "Black"), (.hold, "Held")] {
      let plan = try plan([1, 2, 5]) { $0.common.numbering.gaps = policy }
      #expect(try content(plan, failed: []).remarks == ["\(word): 1003-1004"])
      #expect(try content(plan, failed: [1003]).remarks == ["Failed: 1003", "\(word): 1004"])
    }
  }

  @Test func whatCannotBeReadIsPlannedAsFailed() throws {
    let (frames, request) = try shot(1...3)
    try frames.write([0], to: "in/sh010.0002.exr")
    let content = try #require(Planner(request).plan().sequences.first?.slateContent)
    #expect(content.remarks == ["Failed: 1002"] && content[.delivered] == "1001 – 1003  (2 of 3 frames)")
  }

  // MARK: Runs

  @Test func theSlateIsDrawnFromWhatHappened() throws {
    let (frames, request) = try shot(1...5)
    let (plan, report) = try run(request) { try frames.write([0], to: "in/sh010.0004.exr") }
    #expect(report.frames.map(\.status) == [.done, .done, .done, .failed, .done])
    #expect(report.slate?.status == .done)
    let (meant, happened) = (
      SlateMark(of: try content(plan, failed: [])), SlateMark(of: try content(plan, failed: [1004]))
    )
    #expect(meant != happened)
    #expect(marks(frames) == [happened, happened])
    // The picture too: a run that plans the same failure draws the same slate.
    let again = try shot(1...5)
    try again.frames.write([0], to: "in/sh010.0004.exr")
    #expect(try run(again.request).report.slate?.status == .done)
    #expect(
      try File.pixels(frames.path("pre/sh010.1000.dpx"))
        == File.pixels(again.frames.path("pre/sh010.1000.dpx")))
  }

  @Test func progressTellsOfEveryFrameAndOfTheSlateLast() throws {
    let (frames, request) = try shot(1...4)
    let plan = Planner(request).plan()
    try frames.write([0], to: "in/sh010.0002.exr")
    let told = Told()
    _ = try DeliveryRun(plan: plan, options: RunOptions(sync: .none)).run { told.add($0) }
    #expect(told.all.map(\.finished) == Array(1...5) && told.all.allSatisfy { $0.total == 5 })
    #expect(told.all.last?.frame.role == "slate")
  }

  @Test func withoutAPictureThereIsNoSlate() throws {
    let (frames, request) = try shot(1...2)
    let (_, report) = try run(request) {
      for number in 1...2 { try frames.write([0], to: "in/sh010.000\(number).exr") }
    }
    #expect(report.slate?.status == .failed)
    #expect(report.slate?.reason == "not tried: no frame of its sequence is there")
    #expect(!FileSystem.exists(frames.path("out/sh010.1000.exr")))
  }

  @Test func anInterruptedRunDrawsNone() throws {
    let (frames, request) = try shot(1...2)
    let interruption = Interruption()
    interruption.interrupt(because: "somebody said so")
    let (_, report) = try run(request, interruption: interruption)
    #expect(report.slate?.status == .failed && report.slate?.reason == "not tried: somebody said so")
    #expect(!FileSystem.exists(frames.path("out/sh010.1000.exr")))
  }

  @Test func eachSequenceHasItsOwnSlate() throws {
    let (frames, request) = try shot(1...2)
    try frames.sequence("in/other.", 1...3, PlannerTests.ap0)
    let plan = Planner(request).plan()
    try frames.write([0], to: "in/other.0002.exr")
    let report = try DeliveryRun(plan: plan, options: RunOptions(sync: .none)).run { _ in }
    #expect(report.sequences.map(\.slate?.status) == [.done, .done])
    for sequence in plan.sequences {
      let isOther = sequence.frames.count == 3
      let name = isOther ? "other" : "sh010"
      #expect(
        SlateMark(at: frames.path("out/\(name).1000.exr"), limits: Limits())
          == SlateMark(of: try content(sequence, failed: isOther ? [1002] : [])))
    }
  }

  // MARK: With --existing skip

  @Test func aSlateThatSaysTheSameIsKept() throws {
    let (frames, first) = try shot(1...3)
    var request = first
    _ = try run(request)
    request.delivery.existing = .skip
    request.common.slate.date = "another day"
    let slate = try File.bytes(frames.path("out/sh010.1000.exr"))
    let (plan, report) = try run(request)
    // Nothing is left to do, and the plan says so.
    #expect(
      plan.allFrames.allSatisfy { $0.intent == .skip }
        && plan.warnings.map(\.text).allSatisfy { !$0.contains("slate") })
    #expect(report.slate?.status == .skipped)
    // A frame is made again, and the slate said before that it is there.
    try frames.remove("out/sh010.1002.exr")
    let second = try run(request)
    #expect(second.plan.slate?.isDelivered == true)
    #expect(second.report.slate?.status == .skipped && second.report.frames[1].status == .done)
    #expect(try File.bytes(frames.path("out/sh010.1000.exr")) == slate)
  }

  @Test func aSlateThatSaysSomethingElseIsDrawnAgain() throws {
    let (frames, first) = try shot(1...3)
    var request = first
    _ = try run(request) { try frames.write([0], to: "in/sh010.0002.exr") }
    let before = marks(frames)
    try frames.sequence("in/sh010.", [2], PlannerTests.ap0)
    request.delivery.existing = .skip
    let (plan, report) = try run(request)
    #expect(report.frames.map(\.status) == [.skipped, .done, .skipped] && report.slate?.status == .done)
    let now = SlateMark(of: try content(plan, failed: []))
    #expect(marks(frames) == [now, now] && before != [now, now])
    // Other words are another slate, also where no frame is made.
    request.common.slate.notes = "Cut 3"
    #expect(try run(request).report.slate?.status == .done)
    #expect(marks(frames) != [now, now])
    // Only what lacks is made.
    try frames.remove("pre/sh010.1000.dpx")
    let slate = try File.bytes(frames.path("out/sh010.1000.exr"))
    #expect(try run(request).report.slate?.status == .done)
    #expect(try File.bytes(frames.path("out/sh010.1000.exr")) == slate && marks(frames)[1] != nil)
  }

  @Test func whatWeDidNotDrawStays() throws {
    let (frames, first) = try shot(1...3)
    var request = first
    _ = try run(request)
    // Files of other makers, which say nothing of what they are made of.
    let part = PartDefinition(
      dataWindow: Box(xMin: 0, yMin: 0, xMax: 0, yMax: 0), compression: .piz,
      channels: ["R", "G", "B"].map { Channel(name: $0, type: .half) })
    try frames.write(Frames.filled(part), to: "out/sh010.1000.exr")
    var preview = try File.bytes(frames.path("pre/sh010.1001.dpx"))
    preview.replaceSubrange(160..<260, with: [UInt8](repeating: 0, count: 100))
    try frames.write(preview, to: "pre/sh010.1000.dpx")
    request.delivery.existing = .skip
    let slate = try File.bytes(frames.path("out/sh010.1000.exr"))
    let (plan, report) = try run(request)
    let name = frames.path("out/sh010.1000.exr").string
    #expect(
      plan.warnings.map(\.text).contains("\(name) is there and was not drawn by turnover: it stays as it is"))
    #expect(report.slate?.status == .skipped)
    #expect(try File.bytes(frames.path("out/sh010.1000.exr")) == slate)
    #expect(try File.bytes(frames.path("pre/sh010.1000.dpx")) == preview)
    // What does not fit is no slate of this delivery.
    try frames.write([1], to: "pre/sh010.1000.dpx")
    #expect(Planner(request).plan().refusals.map(\.reason.text).contains { $0.contains("cannot be kept") })
  }

  @Test func oursGivesWayToAnyOtherWithoutAWord() throws {
    let (frames, first) = try shot(1...3)
    var request = first
    _ = try run(request)
    try frames.sequence("out/sh010.", [999], PlannerTests.ap0)
    request.delivery.existing = .overwrite
    #expect(try run(request).plan.warnings.map(\.text).allSatisfy { !$0.contains("the slate replaces") })
  }
}

/// What a run told of its progress.
private final class Told: Sendable {
  private let frames = Mutex<[FrameProgress]>([])
  func add(_ progress: FrameProgress) { frames.withLock { $0.append(progress) } }
  var all: [FrameProgress] { frames.withLock { $0 } }
}

/// Files as bytes.
enum File {
  static func bytes(_ path: FilePath) throws -> [UInt8] {
    let buffer = ByteBuffer()
    try SourceFile(path).read(into: buffer)
    return unsafe Array(buffer.bytes)
  }

  /// The codes of a DPX.
  static func pixels(_ path: FilePath) throws -> ArraySlice<UInt8> { try bytes(path).dropFirst(8192) }
}
